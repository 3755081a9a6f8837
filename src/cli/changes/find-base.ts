import { readFile } from "node:fs/promises";
import { z } from "zod";
import { UsageError } from "../exit-codes.ts";
import { runGit } from "../repository.ts";

/** What is compared with: a commit, and what people call it. */
export interface BaseCommit {
  readonly name: string;
  /** The same as it stands in a sentence. */
  readonly title: string;
  /** Tip of the base; the empty tree where nothing was committed yet. */
  readonly sha: string;
  /** Where the work began. */
  readonly mergeBase: string;
}

/** The tree without files: https://git-scm.com/docs/git-hash-object */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

const eventSchema = z.object({
  pull_request: z.object({ base: z.object({ sha: z.string() }) }).optional(),
  merge_group: z.object({ base_sha: z.string() }).optional(),
});

/** Is this the checkout of a pull request, or of a merge group, in Actions? */
export function isPullRequestInActions(env: NodeJS.ProcessEnv): boolean {
  const events = ["pull_request", "pull_request_target", "merge_group"];
  return env["GITHUB_ACTIONS"] === "true" && events.includes(env["GITHUB_EVENT_NAME"] ?? "");
}

/** The base that was named. Throws a `UsageError` where the clone does not have it, or not what leads to it. */
export async function namedBase(root: string, name: string): Promise<BaseCommit> {
  const sha = await commitOf(root, name);
  if (sha === null) {
    throw new UsageError(`\`${name}\` is no commit of this clone. Fetch it, or name another with --base.`);
  }
  return { ...named(name), sha, mergeBase: await mergeBaseOf(root, name, sha) };
}

/**
 * The base that fits where one stands: what the pull request of an Actions run merges into, else the default branch
 * of `origin`, else the last commit.
 */
export async function fittingBase(root: string, env: NodeJS.ProcessEnv): Promise<BaseCommit> {
  if (isPullRequestInActions(env)) return baseInActions(root, env);
  for (const name of ["origin/HEAD", "origin/main", "origin/master"]) {
    if ((await commitOf(root, name)) !== null) return namedBase(root, await shortName(root, name));
  }
  const last = await commitOf(root, "HEAD");
  if (last !== null) return { name: "HEAD", title: "the last commit", sha: last, mergeBase: last };
  return { name: "nothing", title: "nothing", sha: emptyTree, mergeBase: emptyTree };
}

/** What Actions checks out for a pull request is its merge: the first parent is the base. */
async function baseInActions(root: string, env: NodeJS.ProcessEnv): Promise<BaseCommit> {
  const branch = env["GITHUB_BASE_REF"] ?? "";
  const called = branch === "" ? { name: "base", title: "the base of the merge group" } : named(branch);
  if (env["GITHUB_EVENT_NAME"] === "pull_request" && (await commitOf(root, "HEAD^2")) !== null) {
    const sha = await commitOf(root, "HEAD^1");
    if (sha !== null) return { ...called, sha, mergeBase: sha };
  }
  const tip = (await commitOf(root, `origin/${branch}`)) ?? (await commitOf(root, await toldBase(env)));
  if (tip !== null) return { ...(await namedBase(root, tip)), ...called };
  throw new UsageError(
    "The commit to compare with is not in this checkout. Give actions/checkout `fetch-depth: 0`, or name the base with --base.",
  );
}

/** The base as GitHub's event names it. */
async function toldBase(env: NodeJS.ProcessEnv): Promise<string> {
  const text = await readFile(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "{}");
  const event = eventSchema.parse(JSON.parse(text));
  return event.pull_request?.base.sha ?? event.merge_group?.base_sha ?? "";
}

function named(name: string): Pick<BaseCommit, "name" | "title"> {
  return { name, title: `\`${name}\`` };
}

async function mergeBaseOf(root: string, name: string, sha: string): Promise<string> {
  const found = (await runGit(root, ["merge-base", sha, "HEAD"]))?.trim() ?? "";
  if (found !== "") return found;
  if ((await runGit(root, ["rev-parse", "--is-shallow-repository"]))?.trim() !== "true") return sha;
  throw new UsageError(
    `This clone is too shallow to know where the work left \`${name}\`. Fetch more: \`git fetch --unshallow\`, in Actions \`fetch-depth: 0\`.`,
  );
}

async function commitOf(root: string, name: string): Promise<string | null> {
  if (name === "") return null;
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  return (await runGit(root, args))?.trim() ?? null;
}

/** `origin/main` for `origin/HEAD`. */
async function shortName(root: string, name: string): Promise<string> {
  const full = (await runGit(root, ["rev-parse", "--abbrev-ref", name]))?.trim() ?? "";
  return full === "" ? name : full;
}
