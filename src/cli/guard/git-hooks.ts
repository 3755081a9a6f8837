import { findRoot } from "../repository.ts";
import { git, gitPaths, openClone } from "./clone.ts";
import { type GuardVerdict, judgeWrite } from "./judge-code.ts";

/** One line that Git writes to a `pre-push` hook; https://git-scm.com/docs/githooks#_pre_push */
interface Push {
  readonly sha: string;
  /** Without `refs/heads/`. */
  readonly branch: string;
}

const gone = /^0+$/;
const heads = "refs/heads/";
const maxListed = 3_000;

/** Judges what is staged. */
export async function judgeCommit(cwd: string, mayAsk: boolean): Promise<readonly GuardVerdict[]> {
  const root = await findRoot(cwd);
  const paths = await gitPaths(root, [
    "diff",
    "--cached",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "-z",
  ]);
  if (paths === null) return [unreadable("What is staged")];
  if (paths.length === 0) return [];
  return [await judgeWrite({ root, paths, side: { type: "index" }, branch: null, mayAsk })];
}

/** Judges what is about to be pushed; `input` is what Git writes to the hook. */
export async function judgePush(
  cwd: string,
  input: string,
  mayAsk: boolean,
): Promise<readonly GuardVerdict[]> {
  const root = await findRoot(cwd);
  const verdicts: GuardVerdict[] = [];
  for (const push of pushesIn(input)) verdicts.push(await judgeOne(root, push, mayAsk));
  return verdicts;
}

async function judgeOne(root: string, { sha, branch }: Push, mayAsk: boolean): Promise<GuardVerdict> {
  const { base } = await openClone(root);
  const paths = await changedPaths(root, sha, base?.sha ?? null);
  if (paths === null || paths.length > maxListed) return unreadable(`What is pushed to \`${branch}\``);
  return judgeWrite({ root, paths, side: { type: "commit", sha }, branch, mayAsk });
}

/** What a commit changes since it left the base; all it holds where there is no base. */
async function changedPaths(
  root: string,
  sha: string,
  base: string | null,
): Promise<readonly string[] | null> {
  const fork = base === null ? null : ((await git(root, ["merge-base", base, sha]))?.trim() ?? null);
  const all = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", sha];
  const options = ["--name-only", "--no-renames", "--no-ext-diff", "-z"];
  return gitPaths(root, fork === null ? all : ["diff", ...options, fork, sha, "--"]);
}

/** Branches that are pushed; deleted ones and tags bring no code to a pull request. */
function pushesIn(input: string): readonly Push[] {
  return input.split("\n").flatMap((line) => {
    const [, sha = "", remoteRef = ""] = line.trim().split(/\s+/);
    if (sha === "" || gone.test(sha) || !remoteRef.startsWith(heads)) return [];
    return [{ sha, branch: remoteRef.slice(heads.length) }];
  });
}

function unreadable(what: string): GuardVerdict {
  return { state: "shut", reason: `Plan Gate: ${what} cannot be read in this clone.` };
}
