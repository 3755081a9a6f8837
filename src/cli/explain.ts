import { Argument, Command } from "commander";
import { ruleIds } from "../plan/finding.ts";
import type { Rule } from "../plan/rule.ts";
import { rules } from "../plan/rules/index.ts";
import { formatJson } from "../render/report/json.ts";
import { createPaint, hang, type Terminal } from "../render/report/terminal.ts";
import { UsageError } from "./exit-codes.ts";
import { chooseWord, formatOption } from "./words.ts";
import { describeTerminal } from "./console.ts";

const formats = ["pretty", "markdown", "json"] as const;

interface ExplainOptions {
  readonly all?: true;
  readonly format: string;
}

/** `plan-gate explain`: what a rule wants, and why. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("What a rule wants, why, and an example")
    .addArgument(ruleArgument())
    .option("--all", "explain every rule, for an agent's prompt")
    .addOption(formatOption(formats, "how to print it"))
    .action((id: string | undefined, options: ExplainOptions) => {
      process.stdout.write(explain(id ?? null, options));
    });
}

function ruleArgument(): Argument {
  const argument = new Argument("[rule]", "id of a rule (default: list them)");
  argument.argChoices = [...ruleIds];
  return argument;
}

function explain(id: string | null, options: ExplainOptions): string {
  const format = chooseWord("format", options.format, formats);
  if (id !== null && options.all === true)
    throw new UsageError("Give the id of a rule or `--all`, not both.");
  const known = id === null ? null : chooseWord("rule", id, ruleIds);
  const told = known === null ? rules : rules.filter((rule) => rule.id === known);
  const terminal = describeTerminal(process.stdout);
  switch (format) {
    case "pretty":
      if (known === null && options.all !== true) return list(terminal);
      return told.map((rule) => page(rule, terminal)).join("\n\n");
    case "markdown":
      return told.map(ruleSection).join("\n");
    case "json":
      return formatJson({ version: 1, rules: told.map(plain) });
  }
}

type TerminalLook = Pick<Terminal, "hasColors" | "width">;

function list(terminal: TerminalLook): string {
  const paint = createPaint(terminal.hasColors);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .flatMap(({ id, title }) =>
      hang(`${paint.bold(id.padEnd(width))}  `, title, { lead: width + 2, terminal }),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** Prose is wrapped to the terminal; examples stay as they are to be written. */
function page({ id, title, group, defaultSeverity, docs }: Rule, terminal: TerminalLook): string {
  const paint = createPaint(terminal.hasColors);
  const prose = (text: string): string => hang("", text, { lead: 0, terminal }).join("\n");
  const parts = [
    prose(`${paint.bold(title)} ${paint.dim(`(${id}, ${group}, ${defaultSeverity} by default)`)}`),
    prose(docs.wants),
    prose(docs.why),
    docs.notes.flatMap((note) => hang("- ", note, { lead: 2, terminal })).join("\n"),
    prose(`${paint.bold("Where it fails:")} ${docs.instruction}`),
    `${paint.green("Enough:")}\n${indent(docs.good)}`,
    docs.bad === null ? "" : `${paint.red("Not enough:")}\n${indent(docs.bad)}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** A rule for a prompt: what it wants, what counts, and an example as code, so that no heading of it is one here. */
export function ruleSection({ id, title, group, defaultSeverity, docs }: Rule): string {
  const parts = [
    `## ${title}`,
    `\`${id}\` · ${group} · ${defaultSeverity} by default`,
    docs.wants,
    docs.notes.map((note) => `- ${note}`).join("\n"),
    docs.instruction,
    `Enough:\n\n${indent(docs.good)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function plain({
  id,
  title,
  group,
  defaultSeverity: severity,
  docs,
}: Rule): Readonly<Record<string, unknown>> {
  return { id, title, group, severity, ...docs };
}

function indent(markdown: string): string {
  return markdown
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}
