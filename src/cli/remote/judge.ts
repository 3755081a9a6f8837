import { configPath } from "../../config/config-path.ts";
import { askNext } from "../../gate/ask-next.ts";
import { decide } from "../../gate/decide.ts";
import type { Decision } from "../../gate/decision.ts";
import type { FileOnBranch } from "../../pull-request/content.ts";
import type { PullRequestSnapshot } from "../../pull-request/snapshot.ts";
import type { AppName, PullRequestName } from "./names.ts";
import { keyOf, type Remote } from "./remote.ts";

/** Which pull request, at whose gate, by which config. */
export interface JudgeQuestion {
  readonly name: PullRequestName;
  readonly app: AppName;
  /** `null` for the one on the default branch. */
  readonly config: FileOnBranch | null;
}

/** Reads as the server reads, and decides as it decides; `null` where the pull request is gone. Writes nothing. */
export async function judge(remote: Remote, { name, app, config }: JudgeQuestion): Promise<Decision | null> {
  const key = keyOf(name, name.number);
  const ask = (snapshot: PullRequestSnapshot) => Promise.resolve(askNext(withConfig(snapshot, config)));
  const snapshot = await remote.as(app).read(key, {}, ask);
  return decide(withConfig(snapshot, config));
}

/**
 * The facts as they would be with another config on the default branch: by its name, and at the commits compared
 * with.
 */
function withConfig(snapshot: PullRequestSnapshot, config: FileOnBranch | null): PullRequestSnapshot {
  const [pull] = Object.values(snapshot.facts.pulls);
  if (config === null || pull === undefined || pull === null) return snapshot;
  const { facts } = snapshot;
  const { defaultBranch } = pull.repository;
  const tips = Object.entries(facts.comparisons).flatMap(([range, comparison]) =>
    comparison && range.startsWith(`${defaultBranch}...`) ? [comparison.baseSha] : [],
  );
  const refs = [defaultBranch, ...tips];
  const files = Object.fromEntries(refs.map((ref) => [`${ref}:${configPath}`, config]));
  return { ...snapshot, facts: { ...facts, files: { ...facts.files, ...files } } };
}
