import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CheckRun } from "../../emulator/world/check-state.ts";
import { appId, type LiveGate } from "./live-gate.ts";

const fixtures = join(resolve(import.meta.dirname, ".."), "fixtures", "plans");

/** A plan with evidence for every row. */
export const goodPlan = readFileSync(join(fixtures, "f-15-docker-compose-stack.md"), "utf8");
/** Headings over nothing. */
export const thinPlan = readFileSync(join(fixtures, "thin.md"), "utf8");
export const goodSpec = "# Specification\n\nThe stack collects metrics, logs and traces of every service.\n";

/** A specification with evidence for each of its four rows. */
export const soundSpec = `# Stack

- FR-1: The stack must collect metrics of every service.
- FR-2: A service that is down must be shown within 30 seconds.

## Acceptance criteria

- When a service stops, then its row turns red within 30 seconds.

## Dependencies

- The container runtime of operations
`;

/** Folder of the feature most scenes are about. */
export const feature = ".specify/specs/f-15-docker-compose-stack";

/** The files of a complete feature below a folder. */
export function featureFiles(folder = feature, plan = goodPlan): Readonly<Record<string, string>> {
  return { [`${folder}/spec.md`]: goodSpec, [`${folder}/plan.md`]: plan };
}

/** One repository with its cast: mona writes, alice designates, bob may read, carol may write. */
export interface Scene {
  readonly name: string;
  readonly gate: LiveGate;
  /** Pushes as mona to a branch, made from `main` where it is new; answers the head. */
  push(files: Readonly<Record<string, string | null>>, branch?: string): string;
  /** Opens a pull request of a branch as mona; answers its number. */
  open(branch?: string, base?: string): number;
  /** Lets a second go by, so that whoever comments now could have seen what is shown, and comments. */
  comment(by: string, number: number, body: string): Promise<number>;
  /** The App's newest check run on a commit, once everything is quiet. */
  check(sha: string): Promise<CheckRun>;
  /** `conclusion · title` of it. */
  verdict(sha: string): Promise<string>;
  /** Bodies of the App's comments, oldest first. */
  ownComments(number: number): readonly string[];
}

let scenes = 0;

/** Makes a repository of its own in the emulator, with an optional config and further files on `main`. */
export function openScene(
  gate: LiveGate,
  {
    config = "approval:\n  users: [alice]\n",
    files = {},
  }: { config?: string | null; files?: Readonly<Record<string, string>> } = {},
): Scene {
  const { world, clock } = gate.github;
  scenes += 1;
  const organization = `acme-${scenes}`;
  const name = `${organization}/shop`;
  world.organization(organization);
  for (const login of ["mona", "alice", "bob", "carol"]) world.user(login);
  const settings = config === null ? {} : { ".github/plan-gate.yml": config };
  world.repository(name, { files: { "README.md": "# Shop\n", ...settings, ...files } });
  world.permission(name, "mona", "write");
  world.permission(name, "alice", "maintain");
  world.permission(name, "bob", "read");
  world.permission(name, "carol", "write");
  world.protect(name, "main", { checks: [{ context: "plan-gate", appId }] });

  const check = async (sha: string): Promise<CheckRun> => {
    await gate.settle();
    const run = world.checkRuns(name, sha, "plan-gate").findLast((candidate) => candidate.appId === appId);
    if (run === undefined) throw new Error(`There is no check run on ${sha}.`);
    return run;
  };
  return {
    name,
    gate,
    push: (changed, branch = "feature") => world.push(name, { by: "mona", branch, files: changed }),
    open: (head = "feature", base = "main") => world.openPullRequest(name, { by: "mona", head, base }),
    comment: async (by, number, body) => {
      await gate.settle();
      clock.advance(2);
      return world.comment(name, number, { by, body });
    },
    check,
    verdict: async (sha) => {
      const run = await check(sha);
      return `${run.conclusion ?? run.status} · ${run.output.title ?? ""}`;
    },
    ownComments: (number) =>
      world
        .comments(name, number)
        .filter((comment) => comment.authorId === botId(gate))
        .map((comment) => comment.body),
  };
}

function botId({ github }: LiveGate): number {
  return github.world.user("plan-gate[bot]").id;
}
