import { z } from "zod";
import type { FeatureDecision } from "../../gate/decision.ts";
import { UsageError } from "../exit-codes.ts";
import { readRemote } from "../init/repository-facts.ts";
import { connect, openRemote, type Remote } from "../remote/remote.ts";
import { type PullRequestName, readRepositoryName } from "../remote/names.ts";
import { readPull } from "../remote/find-app.ts";
import { createLook, subjectOf } from "../wait/look.ts";
import type { GitHubAnswer } from "./github-answer.ts";
import {
  type CodeQuestion,
  digestHere,
  isSettled,
  isTextOf,
  type OpenPlan,
  problemsOf,
  readPlans,
  type TextQuestion,
} from "./plans.ts";

/** An agent waits for its hook: later, what the clone says has to do. */
const timeoutMs = 15_000;
const pullsShape = z.array(
  z.object({
    number: z.number(),
    title: z.string(),
    body: z.string().nullish(),
    head: z.object({ sha: z.string() }),
  }),
);

type BranchPull = z.output<typeof pullsShape>[number];

/** Looks for an approval in the open pull request of the branch. Never throws: what cannot be read is not approved. */
export async function askGitHub(question: CodeQuestion): Promise<GitHubAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<GitHubAnswer>((resolve) => {
    timer = setTimeout(() => {
      resolve({ state: "unknown", why: "GitHub did not answer in time." });
    }, timeoutMs);
  });
  try {
    return await Promise.race([ask(question), late]);
  } catch (error) {
    return { state: "unknown", why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function ask(question: CodeQuestion): Promise<GitHubAnswer> {
  const { clone, branch } = question;
  const at = await readRemote(clone.root);
  const connection = await connect(process.env);
  if (at === null || at.host !== connection.host.replace(/:\d+$/, "")) {
    return { state: "unknown", why: `the remote \`origin\` is no repository on ${connection.host}.` };
  }
  const name = readRepositoryName(at.slug);
  const remote = openRemote(connection.octokit, name);
  const pull = branch === "" ? null : await findPull(remote, branch);
  if (pull === null) return { state: "unknown", why: `GitHub has no open pull request of \`${branch}\`.` };
  const shown = `${at.slug}#${pull.number}`;
  const plans = await readPlans({ ...question, pull: { title: pull.title, body: pull.body ?? "" } });
  const open = await stillOpen(plans.open, {
    question,
    remote,
    pull,
    name: { ...name, number: pull.number },
  });
  const left = { ...plans, open };
  return isSettled(left)
    ? { state: "approved", note: `the plan is approved in ${shown}.` }
    : { state: "open", problems: problemsOf(left), pull: shown };
}

async function findPull({ name, session }: Remote, branch: string): Promise<BranchPull | null> {
  const { value } = await session.send({
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { state: "open", head: `${name.owner}:${branch}`, per_page: 2 },
    schema: pullsShape,
  });
  const [first, second] = value;
  if (second !== undefined) throw new UsageError(`\`${branch}\` has more than one open pull request.`);
  return first ?? null;
}

interface PullQuestion {
  readonly question: CodeQuestion;
  readonly remote: Remote;
  readonly name: PullRequestName;
  readonly pull: BranchPull;
}

/** Without those that are approved in the pull request, as they are here. */
async function stillOpen(open: readonly OpenPlan[], asked: PullQuestion): Promise<readonly OpenPlan[]> {
  if (open.length === 0) return [];
  const { app } = await readPull(asked.remote, asked.name, null);
  const left = await Promise.all(
    open.map(async (plan): Promise<readonly OpenPlan[]> => {
      const { path, id } = plan.feature;
      const look = createLook({ remote: asked.remote, name: asked.name, app, feature: path });
      const sight = await look().catch((error: unknown) => {
        if (error instanceof UsageError) return null;
        throw error;
      });
      if (sight === null) return [plan];
      const waiting = { title: sight.title, message: `See #${asked.pull.number} on GitHub.` };
      if (sight.state !== "approved") return [{ ...plan, problem: waiting }];
      const here = { ...asked.question, feature: plan.feature, sha: sight.headSha };
      if (await areHere(sight.decision?.features ?? [], here)) return [];
      if (await isTextOf(here)) return [];
      const message = `Approved is the text at \`${sight.headSha.slice(0, 12)}\`. Push the change and have it approved, or fetch what was.`;
      return [
        { ...plan, problem: { title: `${id}: the plan here is not the one that was approved`, message } },
      ];
    }),
  );
  return left.flat();
}

/** Is each text here as it was approved? One that is on the base is compared by its commit. */
async function areHere(parts: readonly FeatureDecision[], here: TextQuestion): Promise<boolean> {
  const isWhole = here.spec !== "approved" || parts.some(({ part }) => part === "spec");
  const same = await Promise.all(
    parts.map(async (one) => subjectOf(one)?.digest === (await digestHere(here, one.part))),
  );
  return isWhole && same.length > 0 && same.every((isSame) => isSame);
}
