import { availableParallelism, cpus } from "node:os";
import { benchBurst, openRedis } from "./burst.ts";
import { benchAgainstLinter, benchCheck } from "./check.ts";
import { benchEventLoop } from "./event-loop.ts";
import { benchJudgement } from "./judgement.ts";
import { benchGuard } from "./guard.ts";
import { benchJudging } from "./judging.ts";
import { benchPoison } from "./poison.ts";
import { benchRequests } from "./requests.ts";
import { benchRounds, type Rounds } from "./rounds.ts";
import { benchSmoke } from "./smoke.ts";
import { benchThroughput } from "./throughput.ts";
import { benchTyping } from "./typing.ts";

/** Measures all budgets and prints them as a table. Names of parts as arguments measure only those. */

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly isMet: boolean | null;
}

const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  requests: requestRows,
  throughput: throughputRows,
  burst: burstRows,
  judging: judgingRows,
  judgement: judgementRows,
  rounds: roundRows,
  cli: cliRows,
  guard: guardRows,
  "event-loop": eventLoopRows,
  poison: poisonRows,
  typing: typingRows,
  smoke: async () => {
    await benchSmoke();
    return [];
  },
};

const asked = process.argv.slice(2);
const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node ${process.version}`;
process.stdout.write(`${machine}\n\n| what | measured | budget | met |\n|---|---|---|---|\n`);
let isEverythingMet = true;
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const { what, measured, budget, isMet } of await measure()) {
    if (isMet === false) isEverythingMet = false;
    const met = isMet === null ? "" : isMet ? "yes" : "NO";
    process.stdout.write(`| ${what} | ${measured} | ${budget} | ${met} |\n`);
  }
}
process.exit(isEverythingMet ? 0 : 1);

async function requestRows(): Promise<readonly Row[]> {
  const budgets = [
    { requests: 6, roundTrips: 2 },
    { requests: 12, roundTrips: 3 },
    { requests: 12, roundTrips: 3 },
    { requests: 0, roundTrips: 0 },
  ];
  return (await benchRequests()).map(({ event, requests, roundTrips }, index) => {
    const budget = budgets[index] ?? { requests: 0, roundTrips: 0 };
    return {
      what: `${event}: requests / sequential round trips`,
      measured: `${requests} / ${roundTrips}`,
      budget: `≤ ${budget.requests} / ${budget.roundTrips}`,
      isMet: requests <= budget.requests && roundTrips <= budget.roundTrips,
    };
  });
}

async function throughputRows(): Promise<readonly Row[]> {
  const found = await benchThroughput();
  const share = found.ourPerSecond / found.barePerSecond;
  return [
    {
      what: "webhooks taken a second, 200 senders (bare Probot in the same run)",
      measured: `${found.ourPerSecond.toFixed(0)} (${found.barePerSecond.toFixed(0)}): ${share.toFixed(2)} ×`,
      budget: "≥ 0.8 ×",
      isMet: share >= 0.8,
    },
    { what: "webhooks refused", measured: String(found.refused), budget: "0", isMet: found.refused === 0 },
    {
      what: `evaluations for ${found.events} events of one pull request`,
      measured: String(found.evaluations),
      budget: "they coalesce",
      isMet: found.evaluations < found.events / 10,
    },
    {
      what: `resident memory after ${found.events} events`,
      measured: `${found.residentMb.toFixed(0)} MB`,
      budget: "≤ 150 MB",
      isMet: found.residentMb <= 150,
    },
    {
      what: "ready after the start of the process",
      measured: `${(found.startedWithinMs / 1000).toFixed(2)} s`,
      budget: "≤ 2 s",
      isMet: found.startedWithinMs <= 2_000,
    },
  ];
}

async function burstRows(): Promise<readonly Row[]> {
  const what = "500 pull requests with a plan, 50 installations, until the last verdict";
  const row = (how: string, seconds: number): Row => ({
    what: `${what}: ${how}`,
    measured: `${seconds.toFixed(1)} s`,
    budget: "",
    isMet: null,
  });
  const alone = row("one process", await benchBurst(1, null));
  const redis = await openRedis();
  if (redis === null) return [alone];
  const one = row("one replica with Redis", await benchBurst(1, redis.url));
  const two = row("two replicas with Redis", await benchBurst(2, redis.url));
  redis.stop();
  return [alone, one, two];
}

async function judgingRows(): Promise<readonly Row[]> {
  const { ratio } = await benchJudging();
  return [
    {
      what: "judging, against the bare parse of the same texts",
      measured: `${ratio.toFixed(2)} ×`,
      budget: "≤ 0.3 ×",
      isMet: ratio <= 0.3,
    },
  ];
}

function judgementRows(): Promise<readonly Row[]> {
  const figures = benchJudgement();
  if (figures === null) return Promise.resolve([]);
  const { plain, repositoryLeftOut, overlap } = figures;
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return Promise.resolve([
    {
      what: "agreement with readers, each repository judged without it (as fitted)",
      measured: `${share(repositoryLeftOut.cells)} (${share(plain.cells)})`,
      budget: "within 2 points",
      isMet: plain.cells - repositoryLeftOut.cells <= 0.02,
    },
    {
      what: "satisfied rows whose first passage meets the reader's lines",
      measured: share(overlap),
      budget: "≥ 80 %",
      isMet: overlap >= 0.8,
    },
  ]);
}

function roundRows(): Promise<readonly Row[]> {
  const figures = benchRounds();
  if (figures === null) return Promise.resolve([]);
  const row = (who: string, { plans, average, most }: Rounds): Row => ({
    what: `rounds from red to green by what \`check --format json\` says: ${who}`,
    measured: `${average.toFixed(2)} on average, ${most} at most (${plans} plans)`,
    budget: "1",
    isMet: average === 1,
  });
  return Promise.resolve([
    row("writing as the example does", figures.pasted),
    row("the same, all that lack something", figures.pastedInAll),
    {
      ...row("writing at first what others wrote for that row elsewhere", figures.otherWords),
      budget: "",
      isMet: null,
    },
  ]);
}

async function cliRows(): Promise<readonly Row[]> {
  const budgets = [1, 1.2];
  const rows = benchAgainstLinter().map(({ plans, ourSeconds, linterSeconds }, index) => {
    const share = ourSeconds / linterSeconds;
    const budget = budgets[index] ?? 0;
    return {
      what: `processor time of \`plan-gate check\`, ${plans} ${plans === 1 ? "plan" : "plans"} (markdownlint-cli2 on the same files)`,
      measured: `${ourSeconds.toFixed(2)} s (${linterSeconds.toFixed(2)} s): ${share.toFixed(2)} ×`,
      budget: `≤ ${budget} ×`,
      isMet: share <= budget,
    };
  });
  const { seconds, residentMb } = await benchCheck();
  return [
    ...rows,
    {
      what: "`plan-gate check` of 1,000 plans",
      measured: `${seconds.toFixed(1)} s`,
      budget: "≤ 20 s",
      isMet: seconds <= 20,
    },
    {
      what: "its largest resident memory",
      measured: `${residentMb.toFixed(0)} MB`,
      budget: "≤ 250 MB",
      isMet: residentMb <= 250,
    },
  ];
}

function guardRows(): Promise<readonly Row[]> {
  const { guardMs, nodeMs } = benchGuard();
  const measured = `${guardMs.toFixed(0)} ms (${nodeMs.toFixed(0)} ms): ${(guardMs / nodeMs).toFixed(1)} ×`;
  const what = "`plan-gate guard` before an edit, without network (Node alone, doing nothing)";
  return Promise.resolve([{ what, measured, budget: "≤ 150 ms", isMet: guardMs <= 150 }]);
}

async function poisonRows(): Promise<readonly Row[]> {
  const { aloneMs, besideMs, besidePageMs } = await benchPoison();
  const row = (beside: string, ms: number): Row => {
    const ratio = ms / aloneMs;
    return {
      what: `an innocent verdict beside ${beside} (alone)`,
      measured: `${ms.toFixed(0)} ms (${aloneMs.toFixed(0)} ms): ${ratio.toFixed(1)} ×`,
      budget: "≤ 3 ×",
      isMet: ratio <= 3,
    };
  };
  return [
    row("three hostile pull requests of nine comments each", besideMs),
    row("a hostile pull request of a hundred comments", besidePageMs),
  ];
}

async function eventLoopRows(): Promise<readonly Row[]> {
  const { longestMs, inputs } = await benchEventLoop();
  return [
    {
      what: `longest wait of the event loop over ${inputs} hostile inputs`,
      measured: `${longestMs.toFixed(0)} ms`,
      budget: "≤ 50 ms",
      isMet: longestMs <= 50,
    },
  ];
}

async function typingRows(): Promise<readonly Row[]> {
  const { mainThreadMs, characters } = await benchTyping();
  return [
    {
      what: `main thread of the playground for a key, in a plan of ${characters} characters`,
      measured: `${mainThreadMs.toFixed(1)} ms`,
      budget: "≤ 16 ms",
      isMet: mainThreadMs <= 16,
    },
  ];
}
