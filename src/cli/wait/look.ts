import { z } from "zod";
import { partName } from "../../gate/decide-part.ts";
import type { FeatureDecision, PullRequestDecision, SubjectDecision } from "../../gate/decision.ts";
import { GitHubError } from "../../github/client/github-error.ts";
import { answerCheckRun } from "../../github/read/answer-check-run.ts";
import type { OwnCheckRun } from "../../pull-request/snapshot.ts";
import { UsageError } from "../exit-codes.ts";
import { findApp } from "../remote/find-app.ts";
import { judge } from "../remote/judge.ts";
import type { AppName, PullRequestName } from "../remote/names.ts";
import type { Remote } from "../remote/remote.ts";
import type { Sight } from "./watch.ts";

/** Whose word is waited for, about what. */
export interface Awaited {
  readonly remote: Remote;
  readonly name: PullRequestName;
  /** `null` until it has posted its first check run. */
  readonly app: AppName | null;
  /** Id or path of the one feature that matters; `null` for the whole pull request. */
  readonly feature: string | null;
}

const pullShape = z.object({
  state: z.enum(["open", "closed"]),
  merged: z.boolean().optional(),
  head: z.object({ sha: z.string() }),
});

type WatchedPull = z.output<typeof pullShape>;

/**
 * Makes what looks at the gate: two conditional requests, and the gate's own reasons only where the check run changed.
 * The check run of the App is what counts; a feature by itself counts by the same decision as the gate's.
 */
export function createLook({ remote, name, app: known, feature }: Awaited): () => Promise<Sight> {
  let app = known;
  let judged: { readonly of: string; readonly decision: PullRequestDecision | null } | null = null;
  const decisionOn = async (by: AppName, run: OwnCheckRun): Promise<PullRequestDecision | null> => {
    const of = [run.id, run.headSha, run.completedAt, run.title].join("\n");
    if (judged?.of !== of) judged = { of, decision: await explain(remote, name, by) };
    return judged.decision;
  };
  return async () => {
    const pull = await readPull(remote, name.number);
    const headSha = pull.head.sha;
    app ??= await findApp(remote, {
      named: null,
      enforcement: { state: "not-required" },
      headShas: [headSha],
    });
    const run = app === null ? null : await answerCheckRun({ session: remote.session, app }, headSha);
    const title = run?.title ?? "the gate has not looked at this head yet";
    if (pull.state === "closed") return closed(pull, run, title);
    if (app === null || run?.status !== "completed") return { state: "pending", headSha, title };
    if (feature !== null) return sightOf(await decisionOn(app, run), feature, headSha);
    if (run.conclusion === "success") return { state: "approved", headSha, title, decision: null };
    if (run.conclusion === "action_required") return { state: "pending", headSha, title };
    const decision = await decisionOn(app, run);
    return { state: isRejected(decision?.features ?? []) ? "rejected" : "failing", headSha, title, decision };
  };
}

async function readPull({ session }: Remote, number: number): Promise<WatchedPull> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  return (await session.send({ route, parameters: { pull_number: number }, schema: pullShape })).value;
}

function closed({ head, merged }: WatchedPull, run: OwnCheckRun | null, title: string): Sight {
  const isApproved = merged === true && run?.status === "completed" && run.conclusion === "success";
  const how = merged === true ? "merged without the gate's approval" : "closed";
  return isApproved
    ? { state: "approved", headSha: head.sha, title, decision: null }
    : { state: "closed", headSha: head.sha, title: `the pull request is ${how}`, decision: null };
}

/** The gate's reasons; `null` where the token may not read what they rest on. */
async function explain(
  remote: Remote,
  name: PullRequestName,
  app: AppName,
): Promise<PullRequestDecision | null> {
  try {
    const decision = await judge(remote, { name, app, config: null });
    return decision?.pullRequests.find(({ number }) => number === name.number) ?? null;
  } catch (error) {
    if (error instanceof GitHubError && error.code === "forbidden") return null;
    throw error;
  }
}

function sightOf(decision: PullRequestDecision | null, wanted: string, headSha: string): Sight {
  if (decision === null) {
    throw new UsageError(
      "The token may not read who approves. Wait for the whole pull request: leave out `--feature`.",
    );
  }
  const parts = chooseFeature(decision.features, wanted);
  const [first] = parts;
  const title = `${partName(first)}: ${first.title}`;
  const shown = { ...decision, features: parts };
  switch (first.verdict) {
    case "success":
      return { state: "approved", headSha, title, decision: shown };
    case "action_required":
      return { state: "pending", headSha, title };
    case "failure":
      return { state: isRejected(parts) ? "rejected" : "failing", headSha, title, decision: shown };
  }
}

/**
 * The one feature of that path or id, and its specification where that has a gate of its own; the worst first. Throws a
 * `UsageError` where there is none, or more than one.
 */
function chooseFeature(
  features: readonly FeatureDecision[],
  wanted: string,
): readonly [FeatureDecision, ...FeatureDecision[]] {
  const named = features.filter(
    ({ feature }) => feature.path === wanted || feature.id.toLowerCase() === wanted.toLowerCase(),
  );
  const [first, ...others] = named;
  const isOne = others.every(({ feature }) => feature.path === first?.feature.path);
  if (first !== undefined && isOne) return [first, ...others];
  const shown = (named.length > 0 ? named : features).map(({ feature }) => `\`${feature.path}\``);
  const paths = [...new Set(shown)].sort().join(", ");
  if (first !== undefined) throw new UsageError(`\`${wanted}\` is more than one: name one of ${paths}.`);
  const known = paths === "" ? "It changes no feature." : `It changes ${paths}.`;
  throw new UsageError(`The pull request does not change \`${wanted}\`. ${known}`);
}

function isRejected(features: readonly FeatureDecision[]): boolean {
  return features.some((feature) => subjectOf(feature)?.approval.state === "rejected");
}

/** The text of a feature that people decide about; `null` where there is none. */
export function subjectOf({ outcome }: FeatureDecision): SubjectDecision | null {
  switch (outcome.type) {
    case "changed":
    case "spec-changed":
      return outcome.judged.subject;
    case "feature-removed":
    case "spec-removed":
      return outcome.subject;
    case "unchanged":
    case "spec-only":
    case "renamed":
    case "failed":
      return null;
  }
}
