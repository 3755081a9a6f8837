import type { Block } from "../reading/plan.ts";

/** What a fence of code shows. */
export interface CodeSignals {
  /** Fields that its types, tables or schemas declare. */
  readonly fields: number;
  /** Columns and tables that it adds, changes or takes away. */
  readonly changes: number;
  /** Functions, methods and operations with their parameters. */
  readonly signatures: number;
  /** Lines that call a command with options or arguments. */
  readonly usages: number;
  /** Exit codes with a meaning. */
  readonly exitCodes: number;
  /** `it(...)`, `test_...`, `assert`. */
  readonly tests: number;
  /** Keys of a JSON or YAML document. */
  readonly keys: number;
  /** Whether it is written in a programming language. */
  readonly isProgram: boolean;
  /** Paths of an OpenAPI document, each as `/path`. */
  readonly paths: readonly string[];
}

/** A fence of fewer names is only the frame of a program. */
const fewestNames = 3;
const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const quoted = /"[^"\n]*"|'[^'\n]*'/gu;

/** Longer lines are generated, not written for a reader. */
const longestLine = 400;

const nothing: CodeSignals = {
  fields: 0,
  changes: 0,
  signatures: 0,
  usages: 0,
  exitCodes: 0,
  tests: 0,
  keys: 0,
  isProgram: false,
  paths: [],
};

const programming = new Set(
  `ts tsx typescript js jsx javascript mjs py python go golang rust rs java kotlin kt swift c cpp c++ h cs csharp rb ruby php
  scala dart elixir ex haskell hs lua zig sql graphql gql proto protobuf prisma solidity sol vue svelte objc r julia
  pydantic zod gdscript hcl terraform tf nix dockerfile`.split(/\s+/),
);
const shell = new Set(
  "sh bash zsh shell console powershell ps1 fish cmd makefile make shell-session terminal".split(" "),
);
const documents = new Set("json jsonc json5 yaml yml toml xml ini env dotenv properties http".split(" "));

const declaration =
  /^\s*(?:(?:export|public|abstract|sealed|data|final|pub|declare|default|internal|partial|@\w+)\s+)*(?:interface|struct|type|class|enum|record|message|model|entity|union|trait|protocol|create table(?: if not exists)?|typedef struct)\s+["`\w]|\bz\.object\(|@dataclass|\bSchema\(|\bTable\(/iu;
/** A migration's step, in SQL and in the words of migration tools. */
const tableChange =
  /\b(?:add|drop|alter|rename|modify|change) column (?:if (?:not )?exists )?["`\w]|\balter table ["`\w.]+ (?:add|drop|alter|rename)\b|\b(?:add_column|AddColumn|addColumn|drop_column|DropColumn|dropColumn|rename_column|RenameColumn|AddField|AlterField|add_reference|createTable|create_table|CreateTable)\b/iu;
/** A payload without a name: nothing but fields between braces. */
const bareObject = /^\s*\{\s*\n/u;
const field =
  /^\s*(?:export |public |private |protected |readonly |final |val |var |let |pub |static |const |@\w+(?:\([^)]*\))? )*["'`]?[A-Za-z_][\w$]*["'`]?\??\s*(?::(?!:)|\s(?=[\w[\]*.<>"'`?]+\s*(?:$|[;,=@/#`({]|\b)))/u;
const signature =
  /\b(?:function|def|func|fn|fun|sub|proc|rpc|async)\s+[\w$.<>*() ]*\(|^\s*(?:export |public |private |protected |static |async |abstract |override )*(?:[\w<>[\]?.]+\s+)?[\w$.]+(?:<[^>]*>)?\([^)]*\)\s*(?::|->|=>|;|\{|$)/u;
const test = /\b(?:it|test|describe|should)\(|\bdef test_|\bassert|\bexpect\(|@Test\b/u;
const exitCode =
  /^\s*(?:exit(?: code)?s?\s*)?[0-9]{1,3}\s*(?:[:=\u2013\u2014\u2192-]|\s{2,}|\s)\s*\p{L}|\bexit [0-9]/iu;
const usage = /(?:^|\s)--?[a-z][\w-]*|<[a-z][\w-]*>|\[[a-z-][^\]]*\]/iu;
const comment = /^\s*(?:#|\/\/|--\s|\*|\/\*)/u;

/** The members of what works are what it is wired to, not data: `class RoomService`. */
const worker =
  /^\s*(?:(?:export|public|private|protected|internal|abstract|sealed|final|open|default|static|@\w+(?:\([^()]*\))?)\s+)*(?:class|object|struct|impl)\s+\w*(?:Service|ServiceImpl|Controller|Repository|Handler|Manager|Provider|Client|Gateway|Adapter|Factory|Listener|Consumer|Producer|Component|Middleware|Interceptor|Resolver|Processor|Worker|Scheduler|Module|Facade|UseCase|Interactor|Presenter|ViewModel|Dao)\b/u;
const anyDeclaration =
  /^\s*(?:(?:[a-z]+|@\w+(?:\([^()]*\))?)\s+)*(?:interface|struct|type|class|enum|record|object|impl)\s+[A-Z]/u;

/** The lines of a program without the members of what works. */
function withoutWorkers(lines: readonly string[]): readonly string[] {
  let isInWorker = false;
  return lines.filter((line) => {
    if (line.length > longestLine) return true;
    if (anyDeclaration.test(line)) isInWorker = worker.test(line);
    return !isInWorker;
  });
}

/** Whether a fence's language is one that code is written in: a fence of prose is a quotation, not evidence. */
export function isCode(language: string): boolean {
  return programming.has(language) || shell.has(language) || documents.has(language);
}

/** Reads a fence of code; a fence without a language of code shows nothing. */
export function readCode(block: Block): CodeSignals {
  const language = languageOf(block);
  const lines = block.text.split("\n");
  if (programming.has(language)) return readProgram(lines, language);
  if (shell.has(language)) return { ...nothing, ...readShell(lines) };
  if (documents.has(language))
    return {
      ...nothing,
      paths: findPaths(lines),
      keys: countKeys(lines),
    };
  return nothing;
}

const unnamed = new Set(["", "text", "txt", "plaintext", "plain"]);
const typeHead =
  /^\s*(?:(?:export|public|abstract|data|final|pub|declare|default|@\w+)\s+)*(?:(?:interface|struct|class|enum|record|message|model|trait|protocol) [A-Z]\w*(?:[^\n]{0,80}[{:(])?\s*$|type [A-Z]\w* (?:=|struct|interface)|create table )/imu;
const functionHead =
  /^\s*(?:export |public |private |protected |static |async )*(?:function|def|func|fn|fun) \w+\([^()]*\)/mu;
/** How a command is called: `tool retry <id>`, `tool export [--json]`. */
const synopsis =
  /^[a-z][\w.-]{1,30}(?: [a-z][\w:-]{1,30}){0,3} (?:<[a-z][\w-]{0,30}>|--[a-z][\w-]{1,30}|\[(?:--|<)[^\]\n]{1,60}\])/mu;
const shellPrompt = /^\s*\$ [a-z.]/u;
const document = /^\s*[{[]\s*$[^\n]*\n\s*"[\w$-]+"\s*:|^\s*\{\s*"[\w$-]+"\s*:/mu;
const boxes = /[\u2500-\u257f]/u;

/** The language of a fence; of one without, what its text plainly is. */
export function languageOf({ language, text }: Pick<Block, "language" | "text">): string {
  if (!unnamed.has(language) || text.length > 20_000 || boxes.test(text)) return language;
  if (typeHead.test(text) || functionHead.test(text)) return "ts";
  if (shellPrompt.test(text) || synopsis.test(text)) return "console";
  return document.test(text) ? "json" : language;
}

/** A line may hold a whole document: `{ "id": 1, "name": "a" }`. */
function countKeys(lines: readonly string[]): number {
  return lines
    .filter((line) => line.length <= longestLine)
    .reduce(
      (sum, line) => sum + Math.max(keyAtStart.test(line) ? 1 : 0, line.match(quotedKey)?.length ?? 0),
      0,
    );
}

const keyAtStart = /^\s*-?\s*["']?[\w.$-]+["']?\s*[:=]/u;
const quotedKey = /"[\w.$-]+"\s*:/gu;

const openApiPath = /^\s*["']?(\/[\w\-./{}]{0,120})["']?\s*:\s*(?:\{.*)?$/u;

function findPaths(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => (line.length <= longestLine ? (openApiPath.exec(line)?.[1] ?? []) : []));
}

function readProgram(lines: readonly string[], language: string): CodeSignals {
  const code = lines.filter((line) => !comment.test(line));
  const data = withoutWorkers(code);
  const declares =
    data.some((line) => line.length <= longestLine && declaration.test(line)) || language === "prisma";
  return {
    ...nothing,
    isProgram: countNames(code.join("\n").replace(quoted, "")) >= fewestNames,
    fields: declares || bareObject.test(lines.join("\n")) ? count(data, isField) : 0,
    changes: count(code, (line) => tableChange.test(line)),
    keys: count(code, (line) => field.test(line) && !line.includes("(")),
    signatures: count(
      code,
      (line) => signature.test(line) && !/^\s*(?:if|for|while|switch|return|await|else|catch)\b/u.test(line),
    ),
    tests: count(code, (line) => test.test(line) && !emptyBody.test(line)),
    exitCodes: 0,
  };
}

/** A body in which nothing stands: `() => {}`. */
const emptyBody = /(?:=>|\))\s*\{\s*\}/u;
/** The opening of a type, and a field or an alias that may hold anything. */
const bareType =
  /^\s*(?:(?:export|public|abstract|sealed|data|final|pub|declare|default|partial)\s+)*(?:interface|struct|class|enum|record|trait|protocol|type)\s+[\w<>, ]+(?:\{\s*\}?|=\s*(?:any|unknown|object|\{\s*\})\s*;?)?\s*$|[:=]\s*(?:any|unknown|\.\.\.|\u2026)\s*[;,]?\s*$/u;

function isField(line: string): boolean {
  return field.test(line) && !line.includes("(") && !bareType.test(line);
}

/** Words that every program of a language has. */
const keywords = new Set(
  `export import from default function return const let var any type interface class struct enum new async await public private static void if else
  for while try catch throw finally string number boolean true false null undefined def pass self func fn end do in of as is and or not int str bool`.split(
    /\s+/,
  ),
);

function countNames(code: string): number {
  const names = new Set(code.replace(/\/\*[^*]{0,2000}\*\//gu, " ").match(identifier));
  return [...names].filter((name) => !keywords.has(name)).length;
}

function readShell(lines: readonly string[]): Partial<CodeSignals> {
  const code = lines.filter((line) => !comment.test(line));
  return {
    usages: count(code, (line) => usage.test(line)),
    exitCodes: count(code, (line) => exitCode.test(line)),
  };
}

function count(lines: readonly string[], matches: (line: string) => boolean): number {
  return lines.filter((line) => line.length <= longestLine && matches(line)).length;
}
