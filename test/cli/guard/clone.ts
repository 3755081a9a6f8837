import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../temporary-folder.ts";

/** A real clone on disk, gone after the test. */
export interface TestClone {
  readonly root: string;
  /** Writes files, or removes those that are `null`. */
  write(files: Readonly<Record<string, string | null>>): void;
  git(...args: readonly string[]): string;
  /** Stages all and commits; answers the commit. */
  commit(message: string): string;
}

/** Code waits for its plan. */
export const strictConfig = `version: 1
approval:
  users: [alice]
implementation:
  paths: ["src/**"]
  require: approved-plan
  except:
    paths: ["src/**/*.lock"]
`;

const identity = { GIT_AUTHOR_NAME: "mona", GIT_AUTHOR_EMAIL: "mona@example.org" };
const variables = {
  ...process.env,
  ...identity,
  GIT_COMMITTER_NAME: "mona",
  GIT_COMMITTER_EMAIL: "mona@example.org",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

/** `files` are on `main`, which is what the clone knows of the base; a branch of that name is checked out. */
export function openTestClone(files: Readonly<Record<string, string>>, branch: string): TestClone {
  const root = realpathSync(temporaryFolder());
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", root, ...args], {
      env: variables,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  const write = (changed: Readonly<Record<string, string | null>>) => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (text === null) rmSync(join(root, path));
      else writeFileSync(join(root, path), text);
    }
  };
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD").trim();
  };
  git("init", "--quiet", "--initial-branch", "main");
  write(files);
  git("update-ref", "refs/remotes/origin/main", commit("base"));
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  git("switch", "--quiet", "--create", branch);
  return { root, write, git, commit };
}
