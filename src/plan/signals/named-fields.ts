import { isDistinctFieldName } from "./field-signals.ts";

/** Words for what an entity holds, in the forms that introduce a list of it. */
const cue =
  /(?<!\p{L})(?:attributes?|fields|columns|properties|attributen?|felder[n]?|spalten|eigenschaften|attributs|champs|colonnes|propri[eé]t[eé]s|atributos|campos|columnas|propiedades|colunas|propriedades|attributi|campi|colonne|propriet[aà]|velden|kolommen|eigenschappen|atrybuty|pola|kolumny|właściwości|атрибут(?:ы|ами|и)|пол(?:я|ями)|столбц(?:ы|ами)|колонк(?:и|ами)|свойства(?:ми)?|стовпц(?:і|ями)|властивост(?:і|ями)|alanlar[ıi]?|sütunlar[ıi]?|özellikleri?|nitelikleri?|الحقول|حقول|الأعمدة|أعمدة|الخصائص|خصائص)(?:\s(?:including|include|such as|like|are|wie|sind|einschließlich|comme|dont|comprenant|sont|incluyendo|incluindo|son|são|inclusi|sono|zoals|zijn|takie jak|obejmują|включая|такие как|зокрема|şunlardır|مثل|تشمل)\s?[:：]?\s|\s?[:：(（]\s?)|(?:字段|欄位|属性|屬性)(?:包括了?|包含|为|為|有|如下|\s?[:：(（])\s?[:：]?\s?|(?:フィールド|カラム|属性)(?:は|として|には|\s?[:：(（])[、:：]?\s?|(?:필드|컬럼|속성)(?:은|는|으로|로|\s?[:：(（])[,:]?\s?/giu;
/** "Persists each reminder (purpose, cadence, time)": what is stored, with its parts in brackets. */
const stored =
  /(?<!\p{L})(?:persists?|stores?|saves?|records?|speicher(?:t|n)|enregistre(?:nt)?|stocke(?:nt)?|almacena[n]?|guarda[m]?|armazena[m]?|salva(?:no)?|memorizza(?:no)?|bewaart|przechowuje|zapisuje|хранит|сохраняет|зберігає|saklar|kaydeder|يخزن|يحفظ|保存|存储|儲存|저장)[^.;:()（）。]{2,80}[(（](?=[^()（）]{8,200}[)）])/giu;
const parts = /[,;、，；·]|\s(?:and|und|et|y|e|ed|en|i|и|та|ve|و|와|과)\s/u;
const closing = /[.。)）]/u;
const inBrackets = /\([^()]{0,80}\)|（[^（）]{0,80}）/gu;
/** Words of an intention or a rest, not of a field. */
const noField = /\b(?:more|others?|tbd|todo|needed|necessary|required|needs?|relevant|various)\b|必要/iu;
const braces =
  /\{\s*["'`]?[a-z_]\w{0,40}["'`]?\??(?:\s*,\s*["'`]?[a-z_]\w{0,40}["'`]?\??){2,30}\s*,?\s*(?:…|\.{3})?\s*\}/iu;
const adding =
  /(?<!\p{L})(?:add(?:s|ed|ing)?|new|gains?|gets?|extend(?:s|ed)? with|hinzu|ergänz\p{L}*|neue[nrs]?|ajout\p{L}*|nouve\p{L}*|añad\p{L}*|agreg\p{L}*|nuev\p{L}*|adicion\p{L}*|acrescent\p{L}*|nov[ao]s?|aggiung\p{L}*|nuov\p{L}*|toevoeg\p{L}*|nieuwe?|doda\p{L}*|now\p{L}{1,3}|добав\p{L}*|нов\p{L}{2,3}|дода\p{L}*|ekle\p{L}*|yeni|إضافة|جديد\p{L}*)(?!\p{L})|新增|增加|添加|追加|추가/iu;
/** A file or a tool that holds the shape of data. */
const schemaFile =
  /\b(?:schema|models?|entit(?:y|ies)|migrations?)\b[\w./-]*\.\w{1,6}\b|\.(?:prisma|sql)\b/iu;
const remark = /\s#|\s\/\/|←|<-/u;
const conjunction = /^(?:and|und|et|y|e)$/u;
const identifier = /[A-Za-z_]\w*/gu;
const name = /(?<![\p{L}\p{N}_])[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+(?![\p{L}\p{N}_])/u;
const part = "[A-Z][A-Za-z0-9]*";
const composed = new RegExp(`^(${name.source})\\s?[:=：]\\s?(${part}(?:\\s?[+|&]\\s?${part}){1,8})`, "u");
/** "String `id`, `email` and `name`": a type and the names it is of. */
const typeOfSeveral =
  /(?<!\p{L})(?:strings?|text|numbers?|numeric|integers?|floats?|booleans?|dates?|timestamps?|uuids?)\s((?:[A-Za-z_]\w{0,40}(?:\s?,\s|\s(?:and|und|et|y|e)\s|,\sand\s)){1,20}[A-Za-z_]\w{0,40})/giu;

/** What a line enumerates by name as what an entity holds, where it names three and more. */
export function enumeratedFields(text: string): readonly string[] {
  const starts = [...text.matchAll(cue), ...text.matchAll(stored)].map(
    ({ 0: match, index }) => index + match.length,
  );
  return starts.flatMap((start) => listFrom(text.slice(start, start + 400)));
}

function listFrom(text: string): readonly string[] {
  const flat = text.replace(inBrackets, " ").replace(/[`*_"']/gu, " ");
  const end = flat.search(closing);
  const names = (end < 0 ? flat : flat.slice(0, end)).split(parts).map((part) => part.trim());
  const filled = names.filter((part) => part !== "");
  const areNames = filled.every(
    (part) => part.split(/\s+/u).length <= 4 && part.length <= 40 && !noField.test(part),
  );
  return filled.length >= 3 && areNames ? filled.map((part) => part.toLowerCase()) : [];
}

/** Whether inline code is the shape of an object by the names of its keys: `{ name, size, mode }`. */
export function isShape(code: string): boolean {
  return code.length <= 400 && braces.test(code);
}

/** The fields that a line says are new: two and more names that only fields have, with a word for adding them. */
export function addedFields(text: string, codes: readonly string[]): readonly string[] {
  const names = codes.filter(isDistinctFieldName).filter((code) => /^[a-z]/u.test(code));
  return names.length >= 2 && adding.test(text) ? names : [];
}

/** The fields that a line of a file tree says a file of the schema gets: `schema.prisma  # add dueAt, ownerId to Loan`. */
export function addedInTree(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const at = line.search(remark);
    if (at < 0 || line.length > 400 || !schemaFile.test(line.slice(0, at))) return [];
    const comment = line.slice(at);
    return addedFields(comment, identifiersIn(comment));
  });
}

function identifiersIn(text: string): readonly string[] {
  return [...text.matchAll(identifier)].map(([each]) => each);
}

/** Whether a line says what a type is put together of: `Shortcut: Modifiers + KeyCode`, the type in code. */
export function isComposition(text: string, codes: readonly string[]): boolean {
  const shown = composed.exec(text.slice(0, 300));
  if (shown === null) return false;
  const [whole, of] = [
    shown[0]
      .split(/[:=：]/u, 1)
      .join("")
      .trim(),
    shown[0].replace(/^[^:=：]*/u, ""),
  ];
  return codes.includes(whole) && name.test(of);
}

/** Names in code that share the type in front of them: "string `id`, `email` and `name`". */
export function namesOfOneType(text: string, codes: readonly string[]): readonly string[] {
  return [...text.matchAll(typeOfSeveral)].flatMap(([shown]) => {
    const names = identifiersIn(shown.replace(/^\S+/u, "")).filter((each) => !conjunction.test(each));
    return names.every((each) => codes.includes(each)) ? names : [];
  });
}
