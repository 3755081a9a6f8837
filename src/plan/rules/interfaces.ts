import type { EvidenceRule } from "../rule.ts";
import type { CodeSignals } from "../signals/code-signals.ts";
import { contentOf, isNearest, isUnder, named, type Exhibit } from "../signals/exhibit.ts";
import { findFlags, isMultiCall, isToolCommand, isTypedCall } from "../signals/inline-signals.ts";
import { places, type Add, type EvidenceKind } from "../signals/score.ts";

const call = /^[\w$.]{1,80}\([^()]{0,200}\)/u;
const port =
  /\b\d{2,5}:\d{2,5}\b|\bports?\s?(?:[:=]\s?)?`?\d{2,5}\b|(?:^|[\s(])(?:localhost|127\.0\.0\.1|0\.0\.0\.0)?:\d{4,5}\b/giu;
const portSign = /:\d|port/i;
const flag = /^--[a-z][a-z-]{2,40}(?:[ =]|$)/u;
const route = /^\/[\w\-./:{}[\]$<>*?=&]+$/u;
const body = /\{\s?["'`]?\w+["'`]?\s?[:?]|\{\s?["'`]?\w+["'`]?(?:\s?,\s?["'`]?\w+["'`]?){1,20}\s?\}/u;

/** A call with the type of what it answers. */
const answering = /\)\s*(?:->|\u2192|:|returns)\s*[\w<[({]/u;
/** Where a hook or a tool reads and writes. */
const stream = /\b(?:stdin|stdout|stderr|standard (?:input|output|error)|exit codes?)\b/giu;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  endpoint: { one: "endpoint", several: "endpoints", full: 2, expected: 1.2 },
  "typed-call": {
    one: "function with its types",
    several: "functions with their types",
    full: 2,
    expected: 1.2,
  },
  command: {
    one: "command with its arguments",
    several: "commands with their arguments",
    full: 2,
    expected: 1.2,
  },
  call: { one: "call with its parameters", several: "calls with their parameters", full: 2, expected: 1.2 },
  contract: {
    one: "statement of what goes in or comes out",
    several: "statements of what goes in or comes out",
    full: 3,
    expected: 0.5,
  },
  stream: {
    one: "statement of what is read or written where",
    several: "statements of what is read or written where",
    full: 2,
    expected: 0.6,
  },
  "code-signature": { one: "signature in code", several: "signatures in code", full: 2, expected: 1.2 },
  "code-usage": { one: "usage line", several: "usage lines", full: 2, expected: 1.2 },
  "code-key": { one: "key of an example", several: "keys of examples", full: 3, expected: 0.5 },
  typed: { one: "parameter with its type", several: "parameters with their types", full: 3, expected: 0.5 },
  described: { one: "described entry", several: "described entries", full: 3 },
  "endpoint-elsewhere": {
    one: "endpoint under another heading",
    several: "endpoints under other headings",
    full: 2,
    expected: 0.9,
  },
  "command-elsewhere": {
    one: "command with its arguments under another heading",
    several: "commands with their arguments under other headings",
    full: 2,
    expected: 1.2,
  },
  "call-elsewhere": {
    one: "call under another heading",
    several: "calls under other headings",
    full: 3,
    expected: 0.5,
  },
  "contract-elsewhere": {
    one: "statement of input and output under another heading",
    several: "statements of input and output under other headings",
    full: 4,
  },
  "named-elsewhere": {
    one: "statement of input and output by name under another heading",
    several: "statements of input and output by name under other headings",
    full: 3,
    expected: 0.5,
  },
  "code-signature-elsewhere": {
    one: "signature in code under another heading",
    several: "signatures in code under other headings",
    full: 2,
    expected: 1.2,
  },
  "code-usage-elsewhere": {
    one: "usage line under another heading",
    several: "usage lines under other headings",
    full: 3,
    expected: 0.5,
  },
  option: { one: "option of a command", several: "options of commands", full: 3, expected: 0.8 },
  "option-elsewhere": {
    one: "option of a command under another heading",
    several: "options of commands under other headings",
    full: 3,
    expected: 0.45,
  },
  flag: { one: "option by its name", several: "options by their names", full: 3, expected: 0.5 },
  port: { one: "port", several: "ports", full: 3, expected: 1.2 },
  body: { one: "payload", several: "payloads", full: 1, expected: 0.5 },
  route: { one: "route", several: "routes", full: 4 },
};

/** An endpoint or a command that there was not before. */
const added =
  /(?<!\w)(?:new|(?:adds?|creates?|exposes?) (?:an?|one|two|three|four|five|six|\d{1,2})) (?:[\w`]{1,24} ){0,2}(?:endpoint|route|subcommand)s?(?!\w)|\bneuen? (?:endpunkte?|endpoints?)\b|\bnouve(?:l|aux) endpoints?\b|\bnuevos? endpoints?\b|\bnovos? endpoints?\b|\bnuovi? endpoint\b|(?<![不无無没沒])新增(?:接口|端点|端點)|新しいエンドポイントを/u;

/** Signatures, endpoints, commands with their options, payloads, ports, hook contracts. */
export const interfaces: EvidenceRule = {
  id: "interfaces",
  title: "API/Interface design",
  group: "section",
  defaultSeverity: "error",
  topics: ["interfaces"],
  kinds,
  find,
  excuse: {
    topics: ["interfaces"],
    phrase: "no-interface-change",
    added,
    sibling: /contracts\//u,
    grounds: ["ground", "no-interface-change"],
  },
  docs: {
    wants:
      "What others call: functions with their parameters, endpoints with method and path, commands with their options, payloads, ports.",
    why: "An interface is a promise to its callers; changing it after the merge costs all of them.",
    notes: [
      "Signatures in code, `POST /path` lines, usage lines, request and response bodies, and the contract of a hook count.",
      "Names of routes or files, and `see contracts/` without that folder, do not.",
      "`No new APIs: the pages use the existing routes` is an answer, because it says why.",
    ],
    instruction: "Write down each function, endpoint or command with what goes in and what comes out.",
    good: `## API

- \`POST /invitations\` takes \`{ "email": string }\`, answers 201 with the invitation.
- \`DELETE /invitations/:id\` answers 204, or 404 where there is none.
`,
    bad: `## API

The API contracts are in contracts/.
`,
  },
};

/** An endpoint with what it answers when it works and when it does not stands for two. */
function answered({ endpoints, text }: Exhibit): readonly string[] {
  const [first] = endpoints;
  return first !== undefined && works.test(text) && fails.test(text) ? [`${first} in both cases`] : [];
}

const works = /\b2\d\d\b/u;
const fails = /\b[45]\d\d\b/u;

/** A fence of code and where it stands. */
interface Shown {
  readonly code: CodeSignals;
  readonly place: string;
}

function find(exhibit: Exhibit, add: Add): void {
  const isAbout = isUnder(exhibit, "interfaces");
  const suffix = isAbout ? "" : "-elsewhere";
  const isTested = isNearest(exhibit, ["testing", "verification"]);
  if (!isTested)
    add(
      `endpoint${suffix}`,
      exhibit.endpoints.map((each) => each.replace(/[`*\s|:]+/gu, " ")),
    );
  if (!isTested) add(`endpoint${suffix}`, answered(exhibit));
  if (exhibit.code !== null) {
    findInCode({ code: exhibit.code, place: exhibit.place }, add, suffix);
    return;
  }
  findCodes(exhibit, add, suffix);
  if (isTested) return;
  for (const each of exhibit.commands.filter((command) => !isToolCommand(command))) {
    add(`command${suffix}`, each);
    add(`option${suffix}`, findFlags(each));
  }
  const contracts = named(exhibit, "contract").length;
  const content = contentOf(exhibit, ["contract"]);
  if (isAbout) {
    add("typed", exhibit.typedFields);
    if (contracts > 0 && content >= 2) add("contract", exhibit.place);
    if (exhibit.block.substance === "described" && content >= 2) add("described", exhibit.place);
  } else if (contracts >= 2 && exhibit.block.substance === "described") {
    add("contract-elsewhere", exhibit.place);
    if (exhibit.codes.length >= 2) add("named-elsewhere", exhibit.place);
  }
  if (content >= 2) add("stream", exhibit.text.match(stream)?.map((each) => each.toLowerCase()) ?? []);
  add(
    "flag",
    exhibit.codes.filter((each) => flag.test(each)),
  );
}

function findInCode({ code, place }: Shown, add: Add, suffix: string): void {
  add("endpoint", code.paths);
  if (code.isProgram) add(`code-signature${suffix}`, places(place, code.signatures, 3));
  add(`code-usage${suffix}`, places(place, code.usages, 3));
  if (suffix === "") add("code-key", places(place, code.keys, 3));
}

function findCodes(exhibit: Exhibit, add: Add, suffix: string): void {
  for (const each of exhibit.codes) {
    if (isTypedCall(each)) {
      add("typed-call", each);
      if (isUnder(exhibit, "interfaces") && answering.test(each)) add("typed", [`${each} in`, `${each} out`]);
    } else if (isMultiCall(each) || call.test(each)) add(`call${suffix}`, each);
    if (route.test(each) && !/\.\w{1,5}$/u.test(each)) add("route", each);
    if (body.test(each)) add("body", each);
  }
  if (portSign.test(exhibit.text)) add("port", exhibit.text.match(port) ?? []);
}
