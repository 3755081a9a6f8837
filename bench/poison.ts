import type { Emulator } from "../emulator/server.ts";
import { planFiles } from "./plans.ts";
import { openGitHub, startServer, until, untilIdle, webhookUrl } from "./rig.ts";

/** How long a pull request waits for its verdict, alone and beside hostile ones in other repositories. */
export interface Poison {
  readonly aloneMs: number;
  readonly besideMs: number;
  /** Beside one hostile pull request with a whole page of comments. */
  readonly besidePageMs: number;
}

const rounds = 5;
const hostilePulls = 3;
const commentsEach = 9;
/** GitHub lists so many comments at once. */
const commentsOfPage = 100;
const kibibyte = 1024;

/** Lists in lists to the end of the largest comment that is read, and a command that is none: it stands in code. */
const hostileComment = `\`\`\`\n/approve-plan\n\`\`\`\n\n${`${"-\t".repeat(16)}a\n`.repeat(480)}`;
const hostileContract = "- a\n  - b\n    - c\n      - d\n".repeat(9_700).slice(0, 256 * kibibyte);

/** Opens innocent pull requests, first alone, then each beside three hostile ones whose comments go on meanwhile. */
export async function benchPoison(): Promise<Poison> {
  const emulator = await openGitHub(50);
  const server = await startServer(emulator);
  const { webhooks, world } = emulator;
  webhooks.deliverTo(webhookUrl(server));
  world.organization("acme");
  for (const login of ["alice", "bob", "mallory"]) world.user(login);
  for (const name of ["acme/shop", "acme/victim"]) {
    world.repository(name, { files: { ".github/plan-gate.yml": "approval:\n  users: [alice]\n" } });
    world.permission(name, "bob", "write");
  }
  try {
    await innocentMs(emulator, "warm");
    const alone: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await innocentMs(emulator, `alone-${round}`));
      await untilIdle(server);
    }
    const beside: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (let pull = 0; pull < hostilePulls; pull += 1) poison(emulator, `${round}-${pull}`, commentsEach);
      beside.push(await innocentMs(emulator, `beside-${round}`));
    }
    await untilIdle(server);
    const besidePage: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      poison(emulator, `page-${round}`, commentsOfPage);
      besidePage.push(await innocentMs(emulator, `beside-page-${round}`));
    }
    return { aloneMs: median(alone), besideMs: median(beside), besidePageMs: median(besidePage) };
  } finally {
    await server.stop();
    await emulator.close();
  }
}

/** One hostile pull request of that name. */
function poison({ world }: Emulator, name: string, comments: number): void {
  const branch = `poison-${name}`;
  const folder = `f-1-${branch}`;
  const contracts = Array.from(
    { length: 30 },
    (_, index) =>
      [
        `.specify/specs/${folder}/contracts/${index}.md`,
        `${name} ${index}\n${hostileContract}`.slice(0, 256 * kibibyte),
      ] as const,
  );
  const files = { ...planFiles(folder), ...Object.fromEntries(contracts) };
  world.push("acme/shop", { by: "bob", branch, files });
  const number = world.openPullRequest("acme/shop", { by: "bob", head: branch });
  for (let comment = 0; comment < comments; comment += 1)
    world.comment("acme/shop", number, { by: "mallory", body: `${hostileComment}${comment}` });
}

async function innocentMs({ world }: Emulator, branch: string): Promise<number> {
  const headSha = world.push("acme/victim", { by: "bob", branch, files: planFiles(`f-1-${branch}`) });
  const startedMs = performance.now();
  world.openPullRequest("acme/victim", { by: "bob", head: branch });
  await until(() => world.checkRuns("acme/victim", headSha, "plan-gate")[0]?.status === "completed");
  return performance.now() - startedMs;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
