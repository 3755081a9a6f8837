import { parseArgs } from "node:util";
import { openEncore } from "./encore.ts";
import { openStage, type Stage } from "./stage.ts";
import { people, play, prepare, repository, type Step } from "./story.ts";

const { values } = parseArgs({ options: { keep: { type: "boolean", default: false } } });
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The tables are told again only where they are others than those of the step before. */
function tell(step: Step, index: number, before: readonly string[]): readonly string[] {
  const tables = tablesOf(step.check.summary);
  say(`\n── ${index}. ${step.title}`);
  say(`   plan-gate: ${step.check.conclusion} · ${step.check.title}`);
  if (tables.join("\n") !== before.join("\n")) for (const line of tables) say(`   ${line}`);
  for (const note of step.notes) say(`   ${note.replaceAll("\n", "\n   ")}`);
  for (const surprise of step.surprises) say(`   ✗ ${surprise}`);
  return tables;
}

/** The rows of the two tables, links as their words, cut to the width of a terminal. */
function tablesOf(summary: string): readonly string[] {
  const lines = summary.split("\n");
  return ["| Section ", "| Principle "].flatMap((header) => {
    const start = lines.findIndex((line) => line.startsWith(header));
    if (start === -1) return [];
    const rest = lines.slice(start);
    const end = rest.findIndex((line) => !line.startsWith("|"));
    return rest
      .slice(0, end === -1 ? rest.length : end)
      .filter((line) => !/^\|[ :|-]+\|$/.test(line))
      .map(asRow);
  });
}

const columnWidths = [30, 16, 56] as const;

function asRow(line: string): string {
  const words = line.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("&#124;", "/");
  const cells = words.split("|").slice(1, 4);
  return cells
    .map((cell, index) => fit(cell.trim(), columnWidths[index] ?? 20))
    .join("  ")
    .trimEnd();
}

function fit(text: string, width: number): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return letters.length > width ? `${letters.slice(0, width - 1).join("")}…` : text.padEnd(width);
}

/** Leaves both running until Ctrl-C. */
async function keep(stage: Stage): Promise<void> {
  const { plan, code } = openEncore(stage.github);
  const { url, host } = stage.github;
  say("\nBoth keep running. Two more pull requests are open; act as anybody of the cast, and try to merge:");
  say(`Plan:   ${url}/${repository}/pull/${plan} changes the approved plan, and waits for approval again`);
  say(`Code:   ${url}/${repository}/pull/${code} waits for a plan that nobody has written`);
  say(`Server: ${stage.serverUrl}/`);
  say(
    `Doctor: GHE_HOST=${host} GHE_PROTOCOL=http GITHUB_TOKEN=user:${people.architect} node bundle/plan-gate.mjs doctor ${repository}`,
  );
  say("Ctrl-C stops both.");
  await new Promise<void>((done) => {
    process.once("SIGINT", done);
    process.once("SIGTERM", done);
  });
}

const stage = await openStage();
let surprises = 0;
try {
  prepare(stage.github);
  say(
    `A small GitHub and the real server run on this machine. In ${repository} merges need the check \`plan-gate\`;`,
  );
  say(
    `\`${people.agent}\` is a coding agent, \`${people.architect}\` the architect who may approve its plans.`,
  );
  let index = 0;
  let tables: readonly string[] = [];
  for await (const step of play(stage.github)) {
    index += 1;
    tables = tell(step, index, tables);
    surprises += step.surprises.length;
  }
  say(surprises === 0 ? "\nEvery step went as it should." : `\n${surprises} expectations were not met.`);
  if (values.keep) await keep(stage);
} finally {
  await stage.close();
}
process.exitCode = surprises === 0 ? 0 : 1;
