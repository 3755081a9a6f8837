import { Command } from "commander";
import { ruleIds } from "../plan/finding.ts";
import type { Rule } from "../plan/rule.ts";
import { rules } from "../plan/rules/index.ts";
import { createPaint } from "../render/report/terminal.ts";
import type { Paint } from "../render/report/terminal.ts";
import { describeTerminal } from "./terminal-facts.ts";
import { chooseWord } from "./words.ts";

/** `plan-gate explain`: what a rule wants, and why. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("What a rule wants, why, and an example")
    .argument("[rule]", "id of a rule (default: list them)")
    .action((id: string | undefined) => {
      const paint = createPaint(describeTerminal(process.stdout).hasColors);
      process.stdout.write(id === undefined ? list(paint) : explain(chooseWord("rule", id, ruleIds), paint));
    });
}

function list(paint: Paint): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, title }) => `${paint.bold(id.padEnd(width))}  ${title}\n`).join("");
}

function explain(id: string, paint: Paint): string {
  return rules
    .filter((rule) => rule.id === id)
    .map((rule) => page(rule, paint))
    .join("");
}

function page({ id, title, group, defaultSeverity, docs }: Rule, paint: Paint): string {
  const parts = [
    `${paint.bold(title)} ${paint.dim(`(${id}, ${group}, ${defaultSeverity} by default)`)}`,
    docs.wants,
    docs.why,
    docs.notes.map((note) => `- ${note}`).join("\n"),
    `${paint.bold("Where it fails:")} ${docs.instruction}`,
    `${paint.green("Enough:")}\n${indent(docs.good)}`,
    docs.bad === null ? "" : `${paint.red("Not enough:")}\n${indent(docs.bad)}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function indent(markdown: string): string {
  return markdown
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}
