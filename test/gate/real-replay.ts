import { execFileSync } from "node:child_process";
import type { ChangedFile } from "../../src/pull-request/content.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Text by path. */
export type Files = Readonly<Record<string, string>>;

/** A branch and its base, both begun at `before`. */
export interface Branches {
  readonly before: Files;
  /** What each commit of the branch holds, oldest first. */
  readonly commits: readonly Files[];
  readonly base: Files;
}

/** What Git itself makes of the two, and how it names what they changed. */
export interface Played {
  /** What is gated after a rebase of the branch; `null` where that stops. */
  readonly rebased: Files | null;
  /** The same after a merge; `null` where it conflicts. */
  readonly merged: Files | null;
  readonly steps: readonly (readonly ChangedFile[])[];
  readonly baseFiles: readonly ChangedFile[];
}

const identity = ["-c", "user.name=A", "-c", "user.email=a@x.io", "-c", "merge.directoryRenames=true"];

/** Plays both with the Git of this machine in a folder of its own. */
export function playBranches({ before, commits, base }: Branches): Played {
  const git = gitIn(temporaryFolder());
  git(["init", "--quiet"]);
  const shas = [before, ...commits].map((_, index) => `step-${index}`);
  const branch = [before, ...commits].map((files, index) => ({ name: `step-${index}`, files }));
  git(["fast-import", "--quiet"], streamOf([...branch, { name: "base", files: base, from: "step-0" }]));
  const diff = (from: string, to: string) =>
    toChangedFiles(listed(git(["diff", "--find-renames", "--name-status", "-z", from, to])));
  const head = `step-${commits.length}`;
  return {
    merged: attempt(() => readGated(git, git(["merge-tree", "--write-tree", "base", head]))),
    rebased: attempt(() => {
      git(["checkout", "--quiet", "--detach", head]);
      git(["rebase", "--quiet", "--empty=drop", "base"]);
      return readGated(git, "HEAD");
    }),
    steps: shas.slice(1).map((name, index) => diff(`step-${index}`, name)),
    baseFiles: diff("step-0", "base"),
  };
}

type Git = (args: readonly string[], input?: string) => string;

function gitIn(cwd: string): Git {
  return (args, input = "") =>
    execFileSync("git", [...identity, ...args], {
      cwd,
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
    }).trim();
}

interface Step {
  readonly name: string;
  readonly files: Files;
  readonly from?: string;
}

/** For `git fast-import`: each step is built on the one before it, or on another. */
function streamOf(steps: readonly Step[]): string {
  return steps
    .map(({ name, files, from }, index) => {
      const before = from ?? steps[index - 1]?.name;
      const parent = before === undefined ? [] : [`from refs/heads/${before}`];
      const texts = Object.entries(files).map(
        ([path, text]) => `M 100644 inline ${path}\n${dataOf(`${text}\n`)}`,
      );
      const head = [`commit refs/heads/${name}`, `committer A <a@x.io> ${index} +0000`, dataOf(name)];
      return [...head, ...parent, "deleteall", ...texts].join("\n");
    })
    .join("\n");
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function readGated(git: Git, tree: string): Files {
  const paths = listed(git(["ls-tree", "-r", "-z", "--name-only", tree, "--", ".specify"]));
  return Object.fromEntries(paths.map((path) => [path, git(["cat-file", "blob", `${tree}:${path}`])]));
}

function attempt(work: () => Files): Files | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function listed(output: string): readonly string[] {
  return output.split("\0").filter(Boolean);
}

const statuses = { A: "added", D: "removed", M: "modified", R: "renamed", T: "changed" } as const;

function toChangedFiles(fields: readonly string[]): readonly ChangedFile[] {
  const files: ChangedFile[] = [];
  const rest = [...fields];
  for (let letter = rest.shift(); letter !== undefined; letter = rest.shift()) {
    const key = Object.keys(statuses).find((candidate) => letter.startsWith(candidate));
    if (key !== "A" && key !== "D" && key !== "M" && key !== "R" && key !== "T")
      throw new Error(`Git says ${letter}.`);
    const previousPath = key === "R" ? (rest.shift() ?? null) : null;
    files.push({ path: rest.shift() ?? "", previousPath, status: statuses[key], blobId: null });
  }
  return files;
}
