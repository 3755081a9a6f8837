import { quote } from "../../slash-commands/quote.ts";
import type { CommandAbout } from "../../slash-commands/command.ts";
import { configSubject, isOnlyWaived, subjectKind } from "../approval.ts";
import { shortDigest } from "../digest.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import { isNameless } from "../record/room.ts";
import { nameList, type Refusal } from "./refusal.ts";

/** The texts a command names, and the words after them. */
export type Targets =
  | {
      readonly state: "read";
      /** Empty for a bare command. */
      readonly named: readonly SubjectFacts[];
      readonly rest: readonly string[];
    }
  | { readonly state: "refused"; readonly refusal: Refusal };

/** A word in the form of a digest, which it then is: no feature's id hides one. */
export const digestForm = /^[0-9a-f]{12,64}$/i;

/**
 * Reads the names at the beginning of a command's words, `max` at most; the first other word ends them. A name is one
 * word: the path of a text that is gated here, also with a slash or its file behind it, else its id (letters of
 * either case), so `F-1` is never `F-15`. Unicode's normal forms are equal, and a comma or a colon behind a name is
 * not a part of it. Of texts that only the record knows, a name means all that answer to it.
 */
export function readTargets(
  subjects: readonly SubjectFacts[],
  words: readonly string[],
  max = Number.POSITIVE_INFINITY,
): Targets {
  const named = new Set<SubjectFacts>();
  for (const [position, word] of words.entries()) {
    const matches = position < max ? subjectsNamed(subjects, word) : [];
    if (matches.length === 0) return { state: "read", named: [...named], rest: words.slice(position) };
    const here = matches.filter(({ isAbsent }) => isAbsent !== true);
    if (here.length > 1) return { state: "refused", refusal: ambiguous(word, here, subjects) };
    for (const match of matches) named.add(match);
  }
  return { state: "read", named: [...named], rest: [] };
}

/**
 * The same for a command that goes on with somebody's own words or with nothing. Behind the names, or in their place,
 * stands a digest, and then it must be that of the text which is here now; of equal texts, it names those without
 * another name. A word that is meant as a name and names
 * nothing refuses the command: left to the reason, it would make the command one about all texts.
 */
export function readTargetsAndReason(
  subjects: readonly SubjectFacts[],
  words: readonly string[],
  max?: number,
): Targets {
  const targets = readTargets(subjects, words, max);
  if (targets.state === "refused") return targets;
  const [word = "", ...others] = targets.rest;
  if (digestForm.test(word)) return narrow(subjects, { named: targets.named, digest: word, rest: others });
  return isMeantAsName(subjects, targets.rest)
    ? { state: "refused", refusal: unknownName(subjects, word, notAReason) }
    : targets;
}

/**
 * The same for a rejection, which never means less than it could: a name that could be the first word of its reason
 * makes it one of all texts, in those words. What it says of the only text, or of all of them, is the same either
 * way. `reach`: the texts that a bare one is about.
 */
export function readRejection(
  subjects: readonly SubjectFacts[],
  words: readonly string[],
  reach: readonly SubjectFacts[],
): Targets {
  const targets = readTargetsAndReason(subjects, words);
  if (!mayBeginReason(subjects, words)) return targets;
  const isAboutAll = targets.state === "read" && targets.named.length === reach.length;
  return isAboutAll ? targets : { state: "read", named: [], rest: words };
}

/**
 * Could one of the names at the beginning be a word of the reason as well? A path and an id such as `F-15` could not,
 * nor a name with a digest behind it. A colon proves nothing: `Security: …`, where a folder has that name.
 */
export function mayBeginReason(
  subjects: readonly SubjectFacts[],
  words: readonly string[],
  max = Number.POSITIVE_INFINITY,
): boolean {
  const end = words.findIndex(
    (word, position) => position >= max || subjectsNamed(subjects, word).length === 0,
  );
  const names = end === -1 ? words : words.slice(0, end);
  return !digestForm.test(words[names.length] ?? "") && !names.every(isOnlyAName);
}

/** Has a word the form of a path, or of an id with a number? */
export function isOnlyAName(word: string): boolean {
  return nameForm.test(word);
}

function narrow(
  subjects: readonly SubjectFacts[],
  {
    named,
    digest,
    rest,
  }: {
    readonly named: readonly SubjectFacts[];
    readonly digest: string;
    readonly rest: readonly string[];
  },
): Targets {
  const all = named.length > 0 ? named : subjects;
  const matches = all.filter((subject) => subject.digest.startsWith(digest.toLowerCase()));
  if (matches.length > 0 && (named.length === 0 || matches.length === named.length)) {
    const nameless = matches.filter((match) => commandName(match, subjects) === shortDigest(match.digest));
    const isAName = named.length === 0 && nameless.length > 0;
    return { state: "read", named: isAName ? nameless : matches, rest };
  }
  const message = `${quote(digest)} is the digest of no text that is here now${named.length > 0 ? " under that name" : ""}. Read what the check shows, and copy the command from there.`;
  return { state: "refused", refusal: { reason: "digest-mismatch", message } };
}

const notAReason = "A reason does not begin with a path or an id: put another word before it.";

/** The form of a path, or of the id or the folder of a feature that is not gated here. */
const nameForm = /[\\/]|^\.specify|^f-\d{1,9}(?:-\S*)?[,:;]?$|^\d{3,14}-\S/i;

/** Does one of the words name this text, in a form that no reason begins with? */
export function isNamedBy(words: readonly string[], subject: SubjectFacts): boolean {
  return words.some((word) =>
    digestForm.test(word)
      ? subject.digest.startsWith(word.toLowerCase())
      : nameForm.test(word) && subjectsNamed([subject], word).length > 0,
  );
}

/** Where there are several texts, also the folder of one, a name with blanks, and a name in a sentence. */
function isMeantAsName(subjects: readonly SubjectFacts[], words: readonly string[]): boolean {
  const [word] = words;
  if (word === undefined) return false;
  if (nameForm.test(word)) return true;
  if (bareTargets(subjects).length < 2) return false;
  const said = normalize(words.join(" ")).toLowerCase();
  const names = subjects.flatMap(({ id, subject }) => [id, folderOf(subject).replace(/^.*\//, "")]);
  return names.some((name) => {
    const start = normalize(name).toLowerCase();
    return start !== "" && said.startsWith(start) && !/^[\p{L}\p{N}_-]/u.test(said.slice(start.length));
  });
}

/**
 * The word that names a text in the commands that decide on it: its id where nothing else answers to it, else its path,
 * else, where both hold what cannot be typed, such as a blank, its digest.
 */
export function commandName(subject: SubjectFacts, subjects: readonly SubjectFacts[]): string {
  const decidable = decidedBy(subjects, subjectKind(subject.subject));
  const isName = (word: string) => {
    const [match, other] = subjectsNamed(decidable, word);
    return match === subject && other === undefined && !unseen.test(word) && !markBehind.test(word);
  };
  const names = [subject.id, subject.subject, `${subject.subject}/`];
  return names.find(isName) ?? shortDigest(subject.digest);
}

/** Between words, or not to be seen. */
const unseen = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The texts a bare command is about: all features; the gate's own settings only where nothing else is gated. */
export function bareTargets(subjects: readonly SubjectFacts[]): readonly SubjectFacts[] {
  const texts = textsOf(subjects);
  const features = texts.filter(({ subject }) => subject !== configSubject);
  return features.length > 0 ? features : texts;
}

/** Without the stack and the code, which nobody approves or rejects. */
export function textsOf(subjects: readonly SubjectFacts[]): readonly SubjectFacts[] {
  return subjects.filter(({ subject }) => !isOnlyWaived(subject));
}

/** Those that the commands about plans, or about specifications, can decide on; both on what has lost its name. */
export function decidedBy(subjects: readonly SubjectFacts[], about: CommandAbout): readonly SubjectFacts[] {
  return subjects.filter(({ subject }) => subjectKind(subject) === about || isNameless(subject));
}

/** What a command says where none of the texts it could decide on is changed; `toDo`: `approve`. */
export function nothingToDecide(
  { subjects, hasSpecGate }: ApprovalFacts,
  about: CommandAbout,
  toDo: string,
): string {
  const other = decidedBy(textsOf(subjects), about === "plan" ? "spec" : "plan");
  switch (about) {
    case "plan":
      return `No plan is changed here, so there is nothing to ${toDo}.${other.length > 0 ? " The commands about the specification end in `-spec`." : ""}`;
    case "spec":
      return hasSpecGate
        ? `No specification is changed here, so there is nothing to ${toDo}.${other.length > 0 ? " The commands about the plan end in `-plan`." : ""}`
        : `Specifications have no gate of their own here, so there is nothing to ${toDo}. The commands about the plan end in \`-plan\`.`;
  }
}

/** What may stand behind a name without being a part of it. */
const markBehind = /[,:;]$/;

/** All that a word could name, with and without the mark behind it: more than one is for its author to tell apart. */
function subjectsNamed(subjects: readonly SubjectFacts[], word: string): readonly SubjectFacts[] {
  if (digestForm.test(word) || /\s/.test(word)) return subjects.filter(({ subject }) => subject === word);
  const named = [word, word.replace(markBehind, "")].flatMap((name) => subjectsMeant(subjects, name));
  return [...new Set(named)];
}

/** What is written exactly goes before what is meant; a path without a slash is no more exact than an id. */
function subjectsMeant(subjects: readonly SubjectFacts[], word: string): readonly SubjectFacts[] {
  const exact = subjects.filter(({ subject }) => subject === word);
  if (exact.length > 0 && (word.includes("/") || !exact.some(isFeature))) return exact;
  const byPath = subjects.filter(
    (one) =>
      isFeature(one) &&
      (folderOf(one.subject) === folderOf(word, subjectKind(one.subject)) ||
        withoutStart(one.codeownersPath) === withoutStart(word)),
  );
  if (byPath.length > 0 && word.includes("/")) return byPath;
  const id = normalize(word).toLowerCase();
  return [...byPath, ...subjects.filter((subject) => normalize(subject.id).toLowerCase() === id)];
}

function isFeature({ subject }: SubjectFacts): boolean {
  return subject !== configSubject && !isOnlyWaived(subject);
}

/** A path without what may stand around the folder's. */
function folderOf(path: string, kind = subjectKind(path)): string {
  return withoutSlash(withoutSlash(withoutStart(path)).replace(fileName[kind], ""));
}

function withoutStart(path: string): string {
  return normalize(path).replace(/^\.?\//, "");
}

const fileName = { plan: /\/plan\.md$/i, spec: /\/spec\.md$/i } as const;

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

function normalize(text: string): string {
  return text.normalize("NFC");
}

function ambiguous(
  name: string,
  matches: readonly SubjectFacts[],
  subjects: readonly SubjectFacts[],
): Refusal {
  const ways = matches.map((match) => commandName(match, subjects));
  const message = `${quote(name)} names several texts here. Name one by its path: ${nameList(ways)}.`;
  return { reason: "ambiguous-feature", message };
}

/** A word that names nothing here. */
export function unknownName(subjects: readonly SubjectFacts[], word: string, hint = ""): Refusal {
  const names = nameList([...new Set(subjects.map((subject) => commandName(subject, subjects)))]);
  const more = hint === "" ? "" : ` ${hint}`;
  const message = `${quote(word)} names no text that is gated here. Name one of ${names}, or copy the command from the check.${more}`;
  const nothing = `${quote(word)} names no text that is gated here: no plan is changed.${more}`;
  return { reason: "unknown-feature", message: subjects.length > 0 ? message : nothing };
}
