import { planFiles } from "./plans.ts";
import { metricsUrl, openGitHub, startServer, sumOf, until, webhookUrl } from "./rig.ts";

/** How long hostile input keeps the server from doing anything else. */
export interface EventLoopFigures {
  /** Longest that the event loop was late, in milliseconds. */
  readonly longestMs: number;
  readonly inputs: number;
}

const repository = "acme/shop";
const kibibyte = 1024;

/** Texts at the bounds of what is read, each slow for some parser. */
const plans: readonly string[] = [
  "*a_ ".repeat(60 * kibibyte),
  `| a | b |\n|---|---|\n${"| [x](y) | `z` |\n".repeat(14 * kibibyte)}`,
  "> ".repeat(100 * kibibyte),
  "[".repeat(200 * kibibyte),
  `${"- ".repeat(100)}x\n`.repeat(kibibyte),
  `# Plan\n\n${"word ".repeat(50 * kibibyte)}\n`,
];
const comments: readonly string[] = [
  "/approve-plan\n".repeat(4_000),
  `${"\n".repeat(60 * kibibyte)}/approve-plan`,
  "> /approve-plan ".repeat(4_000),
  `/reject-plan ${"a".repeat(60 * kibibyte)}`,
];

/** Opens pull requests with hostile plans, comments on them, and asks the server how late its event loop was. */
export async function benchEventLoop(): Promise<EventLoopFigures> {
  const emulator = await openGitHub(5);
  const server = await startServer(emulator);
  const { world, webhooks } = emulator;
  webhooks.deliverTo(webhookUrl(server));
  try {
    world.organization("acme");
    for (const login of ["alice", "bob"]) world.user(login);
    world.repository(repository, { files: { ".github/plan-gate.yml": "approval:\n  users: [alice]\n" } });
    world.permission(repository, "bob", "write");
    let longestMs = 0;
    const settle = async (): Promise<void> => {
      await webhooks.settle();
      await until(async () => {
        const { lateMs, isIdle } = readMetrics(await (await fetch(metricsUrl(server))).text());
        longestMs = Math.max(longestMs, lateMs);
        return isIdle;
      });
    };
    const open = (branch: string, files: Readonly<Record<string, string>>): number => {
      world.push(repository, { by: "bob", branch, files });
      return world.openPullRequest(repository, { by: "bob", head: branch });
    };
    open("warm", planFiles("f-0-warm"));
    await settle();
    longestMs = 0;
    for (const [index, plan] of plans.entries()) {
      const number = open(`plan-${index}`, planFiles(`f-${index + 1}-x`, plan));
      for (const body of comments) world.comment(repository, number, { by: "bob", body });
      await settle();
    }
    const many = Array.from({ length: 3_001 }, (_, index) => [`src/file-${index}.ts`, "1\n"] as const);
    open("many", Object.fromEntries(many));
    await settle();
    return { longestMs, inputs: plans.length * (1 + comments.length) + 1 };
  } finally {
    await server.stop();
    await emulator.close();
  }
}

/** Node tells the time from one look at the loop to the next, which is this long where nothing is late. */
const sampledEveryMs = 10;

/** Each reading of the server's metrics starts the measurement anew. */
function readMetrics(text: string): { readonly lateMs: number; readonly isIdle: boolean } {
  const busy = ["waiting", "running", "delayed"].map((state) =>
    sumOf(text, "plan_gate_queue_work", `state="${state}"`),
  );
  return {
    lateMs: sumOf(text, "nodejs_eventloop_lag_max_seconds") * 1000 - sampledEveryMs,
    isIdle: busy.every((count) => count === 0),
  };
}
