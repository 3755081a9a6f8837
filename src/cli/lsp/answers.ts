import { join } from "node:path";
import type { CodeAction, Diagnostic, Location, Range } from "vscode-languageserver/node";
import type { Finding, Passage } from "../../plan/finding.ts";
import { evidenceRules, rules } from "../../plan/rules/index.ts";
import { isFailing, placeOf, saying } from "../../render/report/check-report.ts";
import { neutralizeSentence } from "../../render/text/neutralize.ts";
import { visibleText } from "../../render/text/visible-text.ts";
import { ruleSection } from "../explain.ts";
import { houseSkeleton, rowSkeleton } from "../new/skeleton.ts";
import type { Opinion } from "./judge-open-file.ts";

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#diagnosticSeverity */
const severities = { error: 1, warning: 2, information: 3 } as const;

/** How many places of one finding are marked. */
const maxPlaces = 100;
const maxWords = 2_000;

/** Files as an editor names and has them, by absolute path. */
export interface OpenFiles {
  /** The editor's own for one that is open: it compares them letter by letter. */
  readonly addressOf: (path: string) => string;
  /** A line, from 1, without its end; `null` where the file is not open or has no such line. */
  readonly lineOf: (path: string, line: number) => string | null;
  /** What ends its lines. */
  readonly eolOf: (path: string) => string;
}

/** The opinion on the feature of an open file, as what an editor marks, by the file's address. */
export function diagnosticsOf(
  opinion: Opinion,
  path: string,
  files: OpenFiles,
): ReadonlyMap<string, readonly Diagnostic[]> {
  switch (opinion.type) {
    case "judged":
      return markFindings(opinion, files);
    case "unnamed":
      return new Map([[files.addressOf(path), [aboutFile(opinion.message, severities.information)]]]);
    case "failed":
      return new Map([[files.addressOf(path), [aboutFile(opinion.message, severities.error)]]]);
    case "wrong-config": {
      const { file, message, problems } = opinion.error;
      const faults = problems.map((problem) => {
        const at = { line: problem.line - 1, character: problem.column - 1 };
        return diagnostic({ start: at, end: at }, problem.message, severities.error);
      });
      return new Map([
        [
          files.addressOf(path),
          [aboutFile(`Nothing is judged while the config is wrong.\n${message}`, severities.error)],
        ],
        [files.addressOf(file), faults],
      ]);
    }
  }
}

/** What `explain` says of the rows that a line, from 1, is evidence of or lacks; `null` where there is none. */
export function explainLine(opinion: Opinion, path: string, line: number): string | null {
  if (opinion.type !== "judged") return null;
  const isHere = ({ path: place, startLine, endLine }: PassagePlace) =>
    join(opinion.root, place) === path && startLine <= line && line <= endLine;
  const parts = opinion.feature.findings
    .filter((finding) =>
      [...placesOf(finding, opinion.feature.planPath), ...finding.evidence].some((place) => isHere(place)),
    )
    .map(explain);
  return parts.length === 0 ? null : parts.join("\n---\n\n");
}

/** For rows that are missing in a range of the plan, from 0: what inserts a section to fill in. */
export function fixesFor(
  opinion: Opinion,
  { path, range }: { readonly path: string; readonly range: Range },
  files: OpenFiles,
): readonly CodeAction[] {
  if (opinion.type !== "judged" || join(opinion.root, opinion.feature.planPath) !== path) return [];
  return opinion.feature.findings.flatMap((finding) => {
    const text = finding.status === "fail" ? skeletonOf(finding) : null;
    const line = finding.fix?.line ?? 0;
    if (text === null || line - 1 < range.start.line || line - 1 > range.end.line) return [];
    const [before, after] = [files.lineOf(path, line) ?? "", files.lineOf(path, line + 1) ?? ""];
    const at = { line: line - 1, character: before.length };
    const newText = spaced(text, before, after).replaceAll("\n", files.eolOf(path));
    return {
      title: `Insert what \`${finding.title}\` needs, to fill in`,
      kind: "quickfix",
      isPreferred: true,
      diagnostics: marksOf(finding, opinion, files).map(({ mark }) => mark),
      edit: { changes: { [files.addressOf(path)]: [{ range: { start: at, end: at }, newText }] } },
    };
  });
}

type JudgedOpinion = Extract<Opinion, { readonly type: "judged" }>;
type PassagePlace = Pick<Passage, "path" | "startLine" | "endLine">;

function markFindings(opinion: JudgedOpinion, files: OpenFiles): ReadonlyMap<string, readonly Diagnostic[]> {
  const marks = new Map<string, Diagnostic[]>();
  for (const finding of opinion.feature.findings.filter(({ status }) => status === "fail")) {
    for (const { address, mark } of marksOf(finding, opinion, files)) {
      marks.set(address, [...(marks.get(address) ?? []), mark]);
    }
  }
  return marks;
}

function marksOf(finding: Finding, opinion: JudgedOpinion, files: OpenFiles) {
  const { title, fix, nearMisses, ruleId } = finding;
  const advice = fix === null ? "" : `\n${fix.instruction}`;
  const words = `${title}: ${saying(finding)}${advice}`;
  const severity = isFailing(finding) ? severities.error : severities.warning;
  const places = placesOf(finding, opinion.feature.planPath);
  const close = places.length > 1 ? [] : nearMisses.slice(0, 3);
  return places.map((place) => {
    const mark: Diagnostic = {
      ...diagnostic(locationOf(place, opinion, files).range, words, severity),
      code: ruleId,
      relatedInformation: close.map((passage) => {
        const message = visibleText(passage.excerpt === "" ? "closest" : `closest: ${passage.excerpt}`);
        return { location: locationOf(passage, opinion, files), message };
      }),
    };
    return { address: locationOf(place, opinion, files).uri, mark };
  });
}

/** What the hygiene of a plan is about has many places; a row has one to write at. */
function placesOf(finding: Finding, planPath: string): readonly PassagePlace[] {
  if (finding.status !== "fail") return [];
  const { group, nearMisses } = finding;
  if (group === "hygiene" && nearMisses.length > 0) return nearMisses.slice(0, maxPlaces);
  return [placeOf(finding, planPath)];
}

/** To the end of the last line, as far as that is known: an editor may drop what lies past the end of a file. */
function locationOf(
  { path, startLine, endLine }: PassagePlace,
  { root }: JudgedOpinion,
  files: OpenFiles,
): Location {
  const file = join(root, path);
  const character = files.lineOf(file, endLine)?.length ?? 0;
  const range = { start: { line: startLine - 1, character: 0 }, end: { line: endLine - 1, character } };
  return { uri: files.addressOf(file), range };
}

function aboutFile(message: string, severity: 1 | 3): Diagnostic {
  const start = { line: 0, character: 0 };
  return diagnostic({ start, end: start }, message, severity);
}

function diagnostic(range: Range, message: string, severity: 1 | 2 | 3): Diagnostic {
  return { range, severity, source: "plan-gate", message: visibleText(message.slice(0, maxWords)) };
}

function explain(finding: Finding): string {
  const rule = rules.find(({ id }) => id === finding.ruleId);
  const words = neutralizeSentence(saying(finding));
  if (rule === undefined) return `## ${neutralizeSentence(finding.title)}\n\n${words}\n`;
  if (finding.status === "fail") return `${ruleSection(rule)}\n${words}\n`;
  return `## ${rule.title}\n\n${words}\n\n${rule.docs.wants}\n`;
}

function skeletonOf({ ruleId, group, fix }: Finding): string | null {
  const rule = evidenceRules.find(({ id }) => id === ruleId);
  const skeleton =
    rule === undefined ? houseSkeleton(firstLine(fix?.example ?? "")) : rowSkeleton(rule, null);
  if (fix === null || (rule === undefined && group !== "house")) return null;
  return fix.endsSection === true ? skeleton.body : `${skeleton.heading}\n\n${skeleton.body}`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

/** With an empty line between it and what stands around. */
function spaced(text: string, before: string, after: string): string {
  return `${before.trim() === "" ? "\n" : "\n\n"}${text}${after.trim() === "" ? "" : "\n"}`;
}
