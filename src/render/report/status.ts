import { headline, isSatisfied } from "./check-report.ts";
import type { FeatureStanding } from "./check-report.ts";
import { formatJson } from "./json.ts";
import { phaseNames } from "../check-run/phase-line.ts";
import { columnsOf, createPaint, hang, padColumns, type Paint, type Terminal } from "./terminal.ts";
import { cutCharacters, visibleLine } from "../text/visible-text.ts";

const maxIdWidth = 40;

/** One line a feature, wrapped to the terminal: how far it is, its name, what it waits for, and where it lies. */
export function formatStatus(
  standings: readonly FeatureStanding[],
  terminal: Pick<Terminal, "hasColors" | "width">,
): string {
  if (standings.length === 0) return "No features here.\n";
  const nameOf = ({ id }: FeatureStanding) => visibleLine(id, maxIdWidth);
  const width = Math.max(...standings.map((standing) => columnsOf(nameOf(standing))));
  const phaseWidth = Math.max(...Object.values(phaseNames).map((name) => name.length));
  const paint = createPaint(terminal.hasColors);
  const lead = phaseWidth + width + 4;
  const lines = standings.flatMap((standing) => {
    const phase = phaseNames[standing.phase].padEnd(phaseWidth);
    const id = paint.bold(padColumns(nameOf(standing), width));
    const words = cutCharacters(visibleLine(waitsFor(standing), 300), 120);
    const text = `${colorOf(standing, paint)(words)}  ${paint.dim(visibleLine(standing.path, 500))}`;
    return hang(`${phase}  ${id}  `, text, { lead, terminal });
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** The same as JSON, version 1; ends with a line feed. */
export function formatStatusJson(standings: readonly FeatureStanding[]): string {
  const features = standings.map((standing) => {
    const { id, path, phase } = standing;
    return { id, path, phase, verdict: verdictOf(standing), waitsFor: waitsFor(standing) };
  });
  return formatJson({ version: 1, features });
}

type LocalVerdict = "no-plan" | "failing" | "passing";

function verdictOf({ checked }: FeatureStanding): LocalVerdict {
  if (checked === null) return "no-plan";
  return isSatisfied(checked) ? "passing" : "failing";
}

function waitsFor({ checked }: FeatureStanding): string {
  return checked === null ? "waits for a plan" : headline(checked);
}

function colorOf(standing: FeatureStanding, paint: Paint): (text: string) => string {
  switch (verdictOf(standing)) {
    case "no-plan":
      return paint.dim;
    case "failing":
      return paint.red;
    case "passing":
      return paint.green;
  }
}
