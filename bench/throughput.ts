import { metric, openGitHub, sendAll, startBareProbot, startServer, untilIdle, type Subject } from "./rig.ts";

/** How many webhooks are taken, and what stays of them. */
export interface Throughput {
  readonly barePerSecond: number;
  readonly ourPerSecond: number;
  readonly refused: number;
  readonly events: number;
  /** Evaluations that a busy pull request's events came to. */
  readonly evaluations: number;
  readonly residentMb: number;
  readonly startedWithinMs: number;
}

const senders = 200;
const busyEvents = 4_000;
const rounds = 3;
const repository = "acme/shop";

/** Sends 4,000 events of one pull request to us and to a bare Probot, in turns, and then more up to 12,000. */
export async function benchThroughput(): Promise<Throughput> {
  const emulator = await openGitHub(50);
  const { world } = emulator;
  world.organization("acme");
  world.user("bob");
  world.repository(repository, { files: { "README.md": "# Shop\n" } });
  world.permission(repository, "bob", "write");
  world.push(repository, { by: "bob", branch: "busy", files: { "src/a.ts": "1\n" } });
  world.openPullRequest(repository, { by: "bob", head: "busy" });
  const opened = emulator.webhooks.deliveries.find(({ event }) => event === "pull_request");
  const body = opened?.body ?? "";
  const bodies = Array.from({ length: busyEvents }, () => body);
  const [ours, bare] = [await startServer(emulator), await startBareProbot()];
  const rate = async (subject: Subject) => {
    const { seconds, refused } = await sendAll(subject, { bodies, senders, event: "pull_request" });
    return { perSecond: busyEvents / seconds, refused };
  };
  try {
    const our: Awaited<ReturnType<typeof rate>>[] = [];
    const their: Awaited<ReturnType<typeof rate>>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      their.push(await rate(bare));
      our.push(await rate(ours));
    }
    await untilIdle(ours);
    return {
      barePerSecond: median(their.map(({ perSecond }) => perSecond)),
      ourPerSecond: median(our.map(({ perSecond }) => perSecond)),
      refused: our.reduce((sum, { refused }) => sum + refused, 0),
      events: busyEvents * rounds,
      evaluations: await metric(ours, "plan_gate_evaluations_total"),
      residentMb: (await metric(ours, "process_resident_memory_bytes")) / 1024 ** 2,
      startedWithinMs: ours.startedWithinMs,
    };
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    await emulator.close();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
