import { enough, fromBlock, mentions, says, type Candidate } from "../signals/evidence.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import { principleExcuse, principleRows } from "../signals/principle-rows.ts";
import type { EvidenceRule } from "../rule.ts";
import { isCode, readCode } from "../signals/code-signals.ts";
import { countFlags, findScripts, isCommand, isToolCommand } from "../signals/inline-signals.ts";
import { documents, topicStrength } from "../signals/topic-blocks.ts";

/** Commands, scripts or make targets are the interface. */
export const cliFirst: EvidenceRule = {
  id: "cli-first",
  title: "CLI-first interfaces",
  group: "principle",
  defaultSeverity: "error",
  topics: ["cli-first"],
  collect: (reading: Reading) => [
    ...principleRows(reading, "cli-first"),
    ...documents(reading).flatMap(demonstrated),
  ],
  excuse: (reading: Reading) => principleExcuse(reading, "cli-first"),
  docs: {
    wants: "Commands, scripts or make targets through which people and agents use what is built.",
    why: "What has a command can be scripted, tested and composed; what has only a page cannot.",
    notes: [
      "Usage lines with options, `manage.sh` commands, make targets, or a principle row with text count.",
      "Commands for building or testing, and the word CLI on its own, do not.",
      "`N/A - library change, its command line is unchanged` is an answer, because it says why.",
    ],
    instruction: "List the commands with their options, or say in a principle row why there are none.",
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

function demonstrated(document: Document): readonly Candidate[] {
  const seen = new Set<string>();
  return document.blocks.map((block) => fromBlock(block, weigh(block, seen)));
}

function weigh(block: Block, seen: Set<string>): number {
  const isInterface = topicStrength(block, "interfaces") > 0;
  const damp = topicStrength(block, "testing") > 0 ? 0.3 : 1;
  if (block.kind === "code") return weighCode(block, isInterface) * damp;
  if (!says(block)) return 0;
  const scripts = findScripts(block.text).filter((script) => !seen.has(script));
  const commands = block.codes.filter((code) => isOwnCommand(code) && !seen.has(code));
  [...scripts, ...commands].forEach((name) => seen.add(name));
  const namesCli = mentions(block, "command");
  const withFlags = commands.some((code) => countFlags(code) >= 2);
  if (withFlags && (namesCli || isInterface || block.key !== null)) return enough;
  const points = scripts.length * 0.25 + commands.length * (isInterface || namesCli ? 0.4 : 0.2);
  return Math.min(enough, points + (namesCli ? 0.15 : 0)) * damp;
}

function weighCode(block: Block, isInterface: boolean): number {
  if (isTree(block))
    return Math.min(
      0.6,
      findScripts(block.text).length * 0.12 + (/\bMakefile\b/u.test(block.text) ? 0.2 : 0),
    );
  const own = block.text.split("\n").filter((line) => line.trim() !== "" && !isToolCommand(line.trim()));
  const usages = readCode({ ...block, text: own.join("\n") }).usages;
  return isInterface ? Math.min(enough, usages * 0.5) : Math.min(0.3, usages * 0.1);
}

function isTree(block: Block): boolean {
  return !isCode(block.language) && /[\u2500-\u257f]/u.test(block.text);
}

function isOwnCommand(code: string): boolean {
  return isCommand(code) && (!isToolCommand(code) || /^(?:make|just|task|docker[ -]compose) /u.test(code));
}
