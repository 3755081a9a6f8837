import type { ConfigDecision, PullRequestDecision } from "../../gate/decision.ts";
import { verdictSigns } from "./feature-blocks.ts";
import { linkFile, linkLines } from "../text/links.ts";
import type { Place } from "../text/links.ts";
import { neutralize } from "../text/neutralize.ts";
import { subjectBlocks } from "./subject-blocks.ts";

/** The gate's own settings, where a pull request changes them. */
export function configBlocks(
  config: ConfigDecision,
  pr: PullRequestDecision,
  place: Place,
): readonly string[] {
  const { path } = config;
  const problems = config.problems.slice(0, 50).map((problem) => {
    const line = { path, startLine: problem.line, endLine: problem.line };
    return `- ${linkLines(place, line, path)}: ${neutralize(problem.message, 500)}`;
  });
  return [
    `### ${verdictSigns[config.verdict]} Settings of the gate: ${neutralize(config.title, 200)}`,
    `${linkFile(place, path)} changes here. This pull request is judged by the settings of the default branch; the new ones count once they are merged.`,
    ...(problems.length === 0 ? [] : [problems.join("\n")]),
    ...subjectBlocks(config.subject, pr, { place, path }),
  ];
}
