import type { FeatureDecision, FeatureFailure, PullRequestDecision } from "../../gate/decision.ts";
import type { Finding, Passage } from "../../plan/finding.ts";
import { cutCharacters, visibleLine, visibleText } from "../text/visible-text.ts";

/** A note on lines of a file in the check run. Its words are shown as they are, without markup. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

/** Notes on the lines of plans and settings that keep the gate shut or deserve a look, by path and line. */
export function annotations(pullRequests: readonly PullRequestDecision[]): readonly Annotation[] {
  const all = pullRequests.flatMap((pr) => [
    ...pr.features.flatMap(featureAnnotations),
    ...configAnnotations(pr),
  ]);
  const distinct = new Map(
    all.map((one) => [`${one.path}\n${one.startLine}\n${one.title}\n${one.message}`, one]),
  );
  return [...distinct.values()].slice(0, maxAnnotations).sort(byPlace);
}

const maxAnnotations = 150;
const maxPerRule = 10;

/** Then there is no line to note it on. */
const absent: ReadonlySet<FeatureFailure> = new Set(["plan-removed", "plan-missing", "spec-removed"]);
const partTitles = { plan: "Plan", spec: "Specification" } as const;

function featureAnnotations({ outcome, part }: FeatureDecision): readonly Annotation[] {
  switch (outcome.type) {
    case "changed":
    case "spec-changed": {
      const { planPath, findings } = outcome.judged;
      const failing = findings.filter((finding) => finding.status === "fail");
      return failing.flatMap((finding) => findingAnnotations(finding, planPath));
    }
    case "failed":
      return absent.has(outcome.reason)
        ? []
        : [
            annotation(
              { path: outcome.path, startLine: 1, endLine: 1 },
              { level: "failure", title: partTitles[part], message: outcome.message },
            ),
          ];
    case "unchanged":
    case "spec-only":
    case "renamed":
    case "feature-removed":
    case "spec-removed":
      return [];
  }
}

/** A missing row is noted where it is to be written; what should not be there, wherever it is. */
function findingAnnotations(finding: Finding, planPath: string): readonly Annotation[] {
  const level = finding.severity === "warning" ? "warning" : "failure";
  const found = finding.group === "hygiene" ? [...finding.evidence, ...finding.nearMisses] : [];
  if (found.length > 0) {
    return found.slice(0, maxPerRule).map((passage) => {
      const message = `${finding.message}\n${passage.excerpt}`;
      return annotation(passage, { level, title: finding.title, message });
    });
  }
  const [closest] = finding.nearMisses;
  const line = finding.fix?.line ?? closest?.startLine ?? 1;
  const advice = finding.fix === null ? "" : `\n${finding.fix.instruction}`;
  return [
    annotation(
      { path: planPath, startLine: line, endLine: line },
      { level, title: finding.title, message: `${finding.message}${advice}` },
    ),
  ];
}

function configAnnotations({ config }: PullRequestDecision): readonly Annotation[] {
  if (config === null) return [];
  return config.problems.map(({ line, message }) => {
    return annotation(
      { path: config.path, startLine: line, endLine: line },
      { level: "failure", title: "Settings of the gate", message },
    );
  });
}

function annotation(
  place: Pick<Passage, "path" | "startLine" | "endLine">,
  { level, title, message }: Pick<Annotation, "level" | "title" | "message">,
): Annotation {
  const { path, startLine, endLine } = place;
  return {
    path,
    startLine,
    endLine,
    level,
    title: visibleLine(title, 200),
    message: visibleText(cutCharacters(message, 4_000)),
  };
}

function byPlace(a: Annotation, b: Annotation): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.startLine - b.startLine;
}
