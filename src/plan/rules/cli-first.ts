import type { EvidenceRule } from "../rule.ts";
import { fold } from "../reading/fold.ts";
import { isCode, readCode } from "../signals/code-signals.ts";
import { contentOf, isNearest, isUnder, named, type Exhibit } from "../signals/exhibit.ts";
import { countFlags, findScripts, isToolCommand } from "../signals/inline-signals.ts";
import { refuses } from "../signals/principles.ts";
import { places, type Add, type EvidenceKind } from "../signals/score.ts";

const commandWord = /\b(?:cli|commands?|sub-?commands?|flags?|scripts?|make)\b/iu;
const flag = /^--[a-z][a-z-]{2,40}(?:[ =]|$)/u;
/** An option with what it takes: `--format=<json|text>`, `--since DATE`, `[--retries 3]`. */
const valued =
  /^(?:\$ )?[a-z][\w-]{1,40}(?: [a-z][\w:-]{1,40}){0,3} (?:[^\n]{0,80} )?\[?--[a-z][a-z-]{1,40}(?:[= ]<[^<>\n]{1,60}>|[= ][A-Z][A-Z_]{2,30}\b|=?\{[^{}\n]{1,60}\}|[= ][a-z]\w{0,20}(?:\|[a-z]\w{0,20})+)/u;
const target = /^(?:make|just|task) [a-z]/u;

/** A command with the name of an argument: how it is used. */
const synopsis = /<[\p{L}][\p{L}\p{N}_-]{0,30}>|\[--?[a-z]/iu;

/** What a section of commands is called. */
const commandTitles: ReadonlySet<string> = new Set(
  `commands, command, usage, cli, cli commands, command line, command line interface, befehle, kommandos, kommandozeile, commandes, ligne de commande, comandos, comandi,
  commando's, polecenia, команды, команди, komutlar, الأوامر, 命令, 命令行, 命令列, コマンド, 명령, 명령어`
    .split(",")
    .map(fold),
);

const kinds: Readonly<Record<string, EvidenceKind>> = {
  command: {
    one: "command of its own beside building and testing",
    several: "commands of its own beside building and testing",
    full: 2,
    expected: 1.2,
  },
  usage: { one: "usage line", several: "usage lines", full: 2, expected: 1.2 },
  target: { one: "make target", several: "make targets", full: 2, expected: 1.2 },
  option: { one: "command with options", several: "commands with options", full: 2, expected: 0.5 },
  script: { one: "script", several: "scripts", full: 4, expected: 0.5 },
  "principle-row": {
    one: "principle row that names commands",
    several: "principle rows that name commands",
    full: 1,
    expected: 1.2,
    lead: 1,
  },
  tool: { one: "command of a tool", several: "commands of tools", full: 2, expected: 0.5 },
  word: {
    one: "mention of the command line",
    several: "mentions of the command line",
    full: 2,
    expected: 0.5,
  },
  "command-elsewhere": {
    one: "command under another heading",
    several: "commands under other headings",
    full: 2,
    expected: 1.2,
  },
  "usage-elsewhere": {
    one: "usage line under another heading",
    several: "usage lines under other headings",
    full: 3,
    expected: 0.5,
  },
  "valued-option": {
    one: "usage line of an option with its values",
    several: "usage lines of options with their values",
    full: 1,
    expected: 1.1,
  },
  "word-elsewhere": {
    one: "mention of the command line under another heading",
    several: "mentions of the command line under other headings",
    full: 3,
    expected: 0.5,
  },
  "tree-script": { one: "script of a file tree", several: "scripts of file trees", full: 4, expected: 1.1 },
};

/** Commands, scripts or make targets are the interface. */
export const cliFirst: EvidenceRule = {
  id: "cli-first",
  title: "CLI-first interfaces",
  group: "principle",
  defaultSeverity: "error",
  topics: ["cli-first"],
  kinds,
  find,
  excuse: {
    topics: ["cli-first"],
    phrase: null,
    sibling: null,
    titles: commandTitles,
    grounds: ["nothing-runs", "ground"],
  },
  docs: {
    wants: "Commands, scripts or make targets through which people and agents use what is built.",
    why: "What has a command can be scripted, tested and composed; what has only a page cannot.",
    notes: [
      "Usage lines with options, `manage.sh` commands, make targets, or a principle row with text count.",
      "Commands for building or testing, and the word CLI on its own, do not.",
      "`N/A - library change, its command line is unchanged` is an answer, because it says why.",
    ],
    instruction:
      "List the commands that are its interface with their options, beside those for building and testing, or say in a principle row why there are none: `CLI-first: N/A - library change, its command line is unchanged`.",
    good: `## Commands

\`\`\`bash
invite send <email> [--expires 7d] [--json]
invite list [--pending]
\`\`\`
`,
    bad: `## Development

Run \`npm test\` and \`npm run build\`.
`,
  },
};

function find(exhibit: Exhibit, add: Add): void {
  const isPrincipleRow = isUnder(exhibit, "cli-first");
  const isAbout =
    isPrincipleRow || isUnder(exhibit, "interfaces") || commandTitles.has(exhibit.block.section.folded);
  const suffix = isAbout ? "" : "-elsewhere";
  if (exhibit.code !== null) findInCode(exhibit, add, suffix);
  if (exhibit.said.length === 0 || (isPrincipleRow && refuses(exhibit))) return;
  const words = exhibit.said.every((statement) => statement.isList) ? [] : named(exhibit, "command");
  add(
    `word${suffix}`,
    words.map((each) => `${each}${exhibit.place}`),
  );
  add("script", findScripts(exhibit.text));
  if (isPrincipleRow && (exhibit.commands.length > 0 || isTold(exhibit))) add("principle-row", exhibit.place);
  if (isNearest(exhibit, ["testing", "verification"])) return;
  for (const each of exhibit.commands) {
    if (target.test(each)) add("target", each);
    else if (!isToolCommand(each)) {
      add(`command${suffix}`, each);
      if (countFlags(each) > 0) add("option", each);
      if (isAbout && synopsis.test(each)) add("usage", each);
    } else if (isAbout) add("tool", each);
  }
  add(
    "option",
    exhibit.codes.filter((each) => flag.test(each)),
  );
}

/** Whether a principle row says in words of its own what is done on the command line. */
function isTold(exhibit: Exhibit): boolean {
  const isField = exhibit.block.kind === "field" && !exhibit.nature.isForModel;
  return (
    isField && isConcrete(exhibit) && commandWord.test(exhibit.text) && contentOf(exhibit, ["command"]) >= 3
  );
}

/** An option, a target, a script or a file: a command's name, not the word for it. */
const concrete =
  /(?:^|\s)--?[a-z][a-z-]+|\b(?:make|npm|npx|pnpm|yarn|just|cargo|go|docker|python3?) [a-z]|\b[\w-]+\.(?:sh|py|js|ts|rb|ps1)\b|\bmakefile\b|\/[\w-]+|\bbin\b/iu;

function isConcrete({ codes, text }: Exhibit): boolean {
  return codes.length > 0 || concrete.test(text);
}

function findInCode({ block, place, ...exhibit }: Exhibit, add: Add, suffix: string): void {
  const lines = block.text.split("\n").filter((line) => line.trim() !== "");
  if (!isCode(block.language) && /[\u2500-\u257f]/u.test(block.text)) {
    add("tree-script", findScripts(block.text));
    if (/\bMakefile\b/u.test(block.text)) add("target", "Makefile");
    return;
  }
  const own = lines.filter((line) => !isToolCommand(line.trim()));
  if (suffix === "") add("tool", lines.map((line) => line.trim()).filter(isToolCommand));
  const { usages } = readCode({ ...block, text: own.join("\n") });
  if (!isNearest({ block, place, ...exhibit }, ["testing", "verification"])) {
    add(`usage${suffix}`, places(place, usages, 4));
    if (usages > 0) add("valued-option", own.filter(showsValues));
    if (usages > 0 && suffix === "")
      add(
        "option",
        own.filter((line) => countFlags(line) > 0),
      );
  }
  add(
    "target",
    lines.map((line) => line.trim()).filter((line) => line.length < 200 && target.test(line)),
  );
}

function showsValues(line: string): boolean {
  return line.length <= 200 && valued.test(line.trim());
}
