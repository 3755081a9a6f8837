import { beforeEach, describe, expect, test } from "vitest";
import { emptyEntry, formatLedger, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import type { GitHub } from "../../src/github/github.ts";
import type { OpenPullRequest, RecentComment } from "../../src/github/read/list-work.ts";
import { createMetrics } from "../../src/monitoring/metrics.ts";
import type { PullRequestKey } from "../../src/pull-request/key.ts";
import type { OwnCheckRun } from "../../src/pull-request/snapshot.ts";
import { createMemoryQueue } from "../../src/queue/memory/memory-queue.ts";
import { workName, type Scan, type ScanScope, type Work } from "../../src/queue/work.ts";
import { createRecentFindings, type Recent } from "../../src/evaluation/recent.ts";
import { scan, startSweeping, type ScanTools } from "../../src/sweep/sweep.ts";
import { checkRun, shas } from "../gate/world.ts";

const at = { installationId: 1, owner: "acme", repo: "shop" };
const version = "1.2.3";
const noon = Date.parse("2026-03-01T12:00:00Z");
const [older, newer] = ["1".repeat(40), "2".repeat(40)];

/** A pull request that nobody touched since it was judged. */
function pull(number: number, more: Partial<OpenPullRequest> = {}): OpenPullRequest {
  return {
    number,
    headSha: shas.head,
    baseRef: "main",
    repositoryId: 9,
    defaultBranch: "main",
    updatedAt: "2026-03-01T10:00:00Z",
    ...more,
  };
}

/** As an evaluation a minute before noon leaves it. */
function judged(more: Partial<Recent> = {}): Recent {
  return {
    headSha: shas.head,
    readAt: "2026-03-01T11:59:00Z",
    tips: new Map([["main", older]]),
    numbers: [5],
    isGated: false,
    hasSmoke: false,
    awaitsSmoke: false,
    baseWatch: "nothing",
    refreshedAtMs: noon - 60_000,
    ...more,
  };
}

const approving: LedgerEntry = {
  ...emptyEntry,
  words: [
    {
      type: "approve",
      subject: ".specify/specs/f-1-x",
      digest: "a".repeat(64),
      personId: 1,
      login: "alice",
      method: "comment",
      sourceId: "7",
      nodeId: null,
      url: "https://github.com/acme/shop/pull/5#issuecomment-7",
      at: "2026-03-01T11:58:00Z",
      ruleId: null,
      reason: null,
      files: [],
    },
  ],
};

/** A green check run as an earlier process left it. */
function leftBehind({
  mark = `${version}:${Date.parse("2026-03-01T11:59:00Z") / 1_000}:${older}`,
  entries = { 5: emptyEntry },
  ...more
}: Partial<OwnCheckRun> & { mark?: string; entries?: Readonly<Record<string, LedgerEntry>> } = {}) {
  const text = formatLedger({ version: 1, repositoryId: 9, pullRequests: entries }) ?? "";
  const run = checkRun(shas.head, text, "success");
  return { ...run, title: "No plans changed", externalId: `${"f".repeat(64)}:${mark}`, ...more };
}

interface Shown {
  pulls: readonly OpenPullRequest[];
  tips: Record<string, string>;
  /** By `from...to`. */
  changes: Record<string, readonly string[] | null>;
  run: OwnCheckRun | null;
  comments: readonly RecentComment[] | null;
  groups: readonly { readonly headRef: string; readonly headSha: string }[];
}

let shown: Shown;
let asked: string[];
let added: Work[];
let nowMs: number;
let tools: ScanTools;

beforeEach(() => {
  shown = { pulls: [pull(5)], tips: { main: older }, changes: {}, run: null, comments: [], groups: [] };
  asked = [];
  added = [];
  nowMs = noon;
  tools = openTools();
});

/** GitHub shows what the test says, and remembers what it was asked. */
function openTools(): ScanTools {
  const noting = <Value>(question: string, answer: Value): Promise<Value> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  const unused = () => Promise.reject(new Error("A scan does not ask for this."));
  const github: GitHub = {
    read: unused,
    apply: unused,
    listInstallations: () => noting("installations", [{ id: 1, owner: "acme" }]),
    listRepositories: () => noting("repositories", [{ owner: "acme", repo: "shop", defaultBranch: "main" }]),
    listOpenPullRequests: () => noting("pulls", shown.pulls),
    listRecentComments: (_at, since) => noting(`comments since ${since}`, shown.comments),
    listMergeGroups: () => noting("groups", shown.groups),
    findCheckRun: () => noting("check run", shown.run),
    findBranchTip: (_at, branch) => noting(`tip of ${branch}`, shown.tips[branch] ?? null),
    listChanges: (_at, { from, to }) => {
      const paths = shown.changes[`${from}...${to}`] ?? null;
      const changes = paths && { paths, hasRemovals: paths.some((path) => path.startsWith("gone/")) };
      return noting(`changes ${from[0] ?? ""} to ${to[0] ?? ""}`, changes);
    },
  };
  const queue = createMemoryQueue({
    concurrency: 1,
    maxWaiting: 1_000,
    retries: { maxAttempts: 1, firstDelayMs: 1, maxDelayMs: 1 },
    events: { onRetry: () => undefined, onDead: () => undefined, onUntried: () => undefined },
  });
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return {
    github: () => Promise.resolve(github),
    queue: { ...queue, add: (work) => Promise.resolve(void added.push(work)) },
    recent: createRecentFindings(),
    owed: new Map(),
    version,
    metrics: createMetrics(),
    log,
    now: () => nowMs,
  };
}

const key = (number: number): PullRequestKey => ({ type: "pull-request", ...at, number });

function repositoryScan(only: ScanScope): Scan {
  return { of: "repository", ...at, baseRef: null, headSha: null, only };
}

/** Names of what the scan asked for. */
async function scanFor(only: ScanScope = "stale"): Promise<readonly string[]> {
  added.length = 0;
  asked.length = 0;
  await scan(repositoryScan(only), {}, tools);
  return added.map(workName);
}

describe("a comment that does not move its pull request's own time", () => {
  const spokenAt = (updatedAt: string): readonly RecentComment[] => [
    { number: 4, updatedAt: "2026-03-01T11:59:30Z" },
    { number: 5, updatedAt },
    { number: 5, updatedAt: "2026-03-01T11:00:00Z" },
  ];

  test.each([
    ["after the verdict was read", "2026-03-01T11:59:30Z"],
    ["so shortly before that GitHub's list may have been without it", "2026-03-01T11:58:10Z"],
  ])("makes a sweep look again where it was made %s", async (_, updatedAt) => {
    tools.recent.keep(key(5), judged({ isGated: true }));
    shown.comments = spokenAt(updatedAt);

    expect(await scanFor()).toEqual(["acme/shop#5"]);
    expect(asked).toContain("comments since 2026-03-01T10:55:00Z");
  });

  test("makes it look again where there are more than can be read", async () => {
    tools.recent.keep(key(5), judged({ isGated: true }));
    shown.comments = null;

    expect(await scanFor()).toEqual(["acme/shop#5"]);
  });

  test("changes nothing where the verdict was read long after, and is not asked for where nothing is gated", async () => {
    tools.recent.keep(key(5), judged({ isGated: true }));
    shown.comments = spokenAt("2026-03-01T11:50:00Z");

    expect(await scanFor()).toEqual([]);
    tools.recent.keep(key(5), judged());
    expect(await scanFor()).toEqual([]);
    expect(asked.filter((question) => question.startsWith("comments"))).toEqual([]);
  });
});

describe("a sweep over what this process judged", () => {
  test("leaves alone what has a verdict that still holds, for the lists and one look at the base", async () => {
    tools.recent.keep(key(5), judged());

    expect(await scanFor()).toEqual([]);
    expect(asked).toEqual(["pulls", "tip of main", "groups"]);
  });

  test("asks for each branch once, however many pull requests there are", async () => {
    shown.pulls = [1, 2, 3].map((number) => pull(number, { headSha: `${number}`.repeat(40) }));
    shown.pulls.forEach(({ number, headSha }) => {
      tools.recent.keep(key(number), judged({ headSha, numbers: [number] }));
    });
    shown.tips = { main: newer };
    shown.changes = { [`${older}...${newer}`]: ["src/a.ts"] };

    expect(await scanFor()).toEqual([]);
    expect(asked).toEqual(["pulls", "tip of main", "changes 1 to 2", "groups"]);
    expect(await scanFor()).toEqual([]);
    expect(asked).toEqual(["pulls", "tip of main", "groups"]);
  });

  test.each([
    ["the config", [".github/plan-gate.yml"]],
    ["a file that was meant to be the config", [".github/plan-gate.yaml"]],
    ["CODEOWNERS", ["docs/CODEOWNERS"]],
    ["a plan", ["README.md", ".specify/specs/f-2-y/plan.md"]],
    ["more than GitHub names", null],
  ])("finds a push to the base that changed %s, of which no webhook came", async (_, paths) => {
    tools.recent.keep(key(5), judged());
    shown.tips = { main: newer };
    shown.changes = { [`${older}...${newer}`]: paths };

    expect(await scanFor()).toEqual(["acme/shop#5"]);
    expect(await scanFor()).toEqual(["acme/shop#5"]);
  });

  test.each([
    ["edits", "src/a.ts", ["acme/shop#5"]],
    ["removals", "src/a.ts", []],
    ["removals", "gone/a.ts", ["acme/shop#5"]],
    ["nothing", "gone/a.ts", []],
  ] as const)(
    "where the merge may move files on %s, after a push of %s looks at %j",
    async (baseWatch, path, found) => {
      tools.recent.keep(key(5), judged({ baseWatch }));
      shown.tips = { main: newer };
      shown.changes = { [`${older}...${newer}`]: [path] };

      expect(await scanFor()).toEqual(found);
    },
  );

  test("looks at the default branch too, where the base is another", async () => {
    shown.pulls = [pull(5, { baseRef: "release" })];
    const tips = new Map([
      ["main", older],
      ["release", older],
    ]);
    tools.recent.keep(key(5), judged({ tips }));

    shown.tips = { main: older, release: older };
    expect(await scanFor()).toEqual([]);
    shown.tips = { main: newer, release: older };
    expect(await scanFor()).toEqual(["acme/shop#5"]);
  });

  test.each([
    ["was touched in the second in which reading began", { updatedAt: "2026-03-01T11:59:00Z" }, {}],
    ["has another head", { headSha: shas.base }, {}],
    ["was compared with another branch", { baseRef: "release" }, {}],
    ["is into another default branch", { defaultBranch: "trunk" }, {}],
    ["waits for a workflow's end", {}, { awaitsSmoke: true }],
    ["shares its head with one that is not open any more", {}, { numbers: [5, 6] }],
    ["was judged without itself", {}, { numbers: [] }],
  ])("asks for one that %s", async (_, changed, known) => {
    shown.pulls = [pull(5, changed)];
    shown.tips = { main: older, release: older, trunk: older };
    tools.recent.keep(key(5), judged(known));

    expect(await scanFor()).toEqual(["acme/shop#5"]);
  });

  test("asks for all that share a head when another one turns up on it", async () => {
    tools.recent.keep(key(5), judged());
    shown.pulls = [pull(5), pull(6)];
    shown.run = leftBehind();

    expect(await scanFor()).toEqual(["acme/shop#5", "acme/shop#6"]);
  });

  test("asks again after an evaluation failed, whatever the check run says", async () => {
    tools.recent.keep(key(5), judged());
    tools.recent.distrust(key(5));
    shown.run = leftBehind();

    expect(await scanFor()).toEqual(["acme/shop#5"]);
    tools.recent.keep(key(5), judged());
    expect(await scanFor()).toEqual([]);
  });

  test("asks for every gated one once an hour, each at its own time", async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
    const headOf = (number: number) => String(number).padStart(40, "0");
    shown.pulls = numbers.map((number) => pull(number, { headSha: headOf(number) }));
    for (const number of numbers) {
      tools.recent.keep(
        key(number),
        judged({ headSha: headOf(number), numbers: [number], isGated: true, refreshedAtMs: noon }),
      );
    }

    const sweeps: (readonly string[])[] = [];
    for (let sweep = 1; sweep <= 6; sweep += 1) {
      nowMs += 10 * 60_000;
      sweeps.push(await scanFor());
    }

    expect(new Set(sweeps.flat())).toHaveLength(120);
    expect(sweeps.flat()).toHaveLength(120);
    expect(Math.max(...sweeps.map((found) => found.length))).toBeLessThan(40);
  });
});

describe("a look after a push that touches no gated text", () => {
  test.each([
    ["edited", "edits", ["acme/shop#5"]],
    ["edited", "removals", []],
    ["edited", "texts", []],
    ["written", "texts", ["acme/shop#5"]],
    ["written", "removals", []],
    ["moved", "texts", ["acme/shop#5"]],
    ["moved", "edits", ["acme/shop#5"]],
    ["moved", "removals", ["acme/shop#5"]],
    ["moved", "nothing", []],
  ] as const)(
    "that %s files, where the merge may move files on %s, asks for %j",
    async (only, baseWatch, found) => {
      tools.recent.keep(key(5), judged({ baseWatch }));

      expect(await scanFor(only)).toEqual(found);
      expect(asked).toEqual(["pulls"]);
    },
  );

  test("asks for what is not known, or was judged at another head", async () => {
    shown.pulls = [pull(5), pull(6)];
    tools.recent.keep(key(6), judged({ headSha: shas.base }));

    expect(await scanFor("edited")).toEqual(["acme/shop#5", "acme/shop#6"]);
  });

  test("is the last one for as long as all pull requests are known to be untouched by it", async () => {
    tools.recent.keep(key(5), judged());
    expect(tools.recent.isQuiet(at)).toBe(false);

    await scanFor("edited");

    expect(tools.recent.isQuiet(at)).toBe(true);
    tools.recent.keep(key(5), judged({ baseWatch: "edits" }));
    expect(tools.recent.isQuiet(at)).toBe(false);
    await scanFor("edited");
    expect(tools.recent.isQuiet(at)).toBe(false);
  });
});

describe("a sweep over what an earlier process judged", () => {
  test("leaves alone what changes no plan, and looks at its check run once", async () => {
    shown.run = leftBehind();

    expect(await scanFor()).toEqual([]);
    expect(asked).toContain("check run");
    expect(await scanFor()).toEqual([]);
    expect(asked).not.toContain("check run");
  });

  test("finds a push to the base between the two", async () => {
    shown.run = leftBehind();
    shown.tips = { main: newer };

    shown.changes = { [`${older}...${newer}`]: [".github/plan-gate.yml"] };
    expect(await scanFor()).toEqual(["acme/shop#5"]);
    shown.changes = { [`${older}...${newer}`]: ["src/a.ts"] };
    expect(await scanFor()).toEqual([]);
  });

  test("asks for a gated one once: a person may have left in between", async () => {
    shown.run = leftBehind({ title: "Approved by @alice (aaaaaaaaaaaa)", entries: { 5: approving } });

    expect(await scanFor()).toEqual(["acme/shop#5"]);
    expect(await scanFor()).toEqual([]);
  });

  test.each([
    ["there is no check run", null],
    ["it is not completed", leftBehind({ status: "in_progress", conclusion: null })],
    ["it does not say what was read", leftBehind({ externalId: "f".repeat(64) })],
    ["it has no external id", leftBehind({ externalId: null })],
    ["the time it names is none", leftBehind({ mark: `${version}:soon:${older}` })],
    ["another version of the rules judged", leftBehind({ mark: `1.2.2:1772366340:${older}` })],
    ["it was compared with several branches", leftBehind({ mark: `${version}:1772366340:` })],
    ["its record does not name the pull request", leftBehind({ entries: { 6: emptyEntry } })],
    ["it has no record", leftBehind({ text: "" })],
    ["it is not green", leftBehind({ conclusion: "failure" })],
    ["it rests on somebody's word", leftBehind({ entries: { 5: approving } })],
    ["somebody spoke after reading began", leftBehind({ mark: `${version}:1772359200:${older}` })],
  ])("asks for one where %s", async (_, run) => {
    shown.run = run;

    expect(await scanFor()).toEqual(["acme/shop#5"]);
  });
});

describe("a scan for those whose people left", () => {
  test("leaves out what is known to change no plan", async () => {
    shown.pulls = [pull(5), pull(6, { headSha: shas.base })];
    tools.recent.keep(key(5), judged());

    expect(await scanFor("gated")).toEqual(["acme/shop#6"]);
  });

  test("leaves out nothing that another replica may have judged since", async () => {
    tools = { ...tools, recent: createRecentFindings(0) };
    tools.recent.keep(key(5), judged());

    expect(await scanFor("gated")).toEqual(["acme/shop#5"]);
    expect(await scanFor("stale")).toEqual([]);
  });
});

describe("merge groups", () => {
  test("without a verdict are asked for by their branch", async () => {
    const group = { headRef: `refs/heads/gh-readonly-queue/main/pr-5-${older}`, headSha: newer };
    tools.recent.keep(key(5), judged());
    shown.groups = [group];

    expect(await scanFor()).toEqual([`acme/shop@${newer}`]);
    shown.run = leftBehind({ headSha: newer, conclusion: "failure" });
    expect(await scanFor()).toEqual([]);
  });

  test.each([
    ["what it was compared with before", undefined, older],
    ["its branches, where its check does not tell of one commit", "0.1.0:1772366340:", null],
  ])("that are green are judged again by %s", async (_, mark, baseSha) => {
    tools.recent.keep(key(5), judged());
    shown.groups = [{ headRef: `refs/heads/gh-readonly-queue/main/pr-5-${older}`, headSha: newer }];
    shown.run = leftBehind({ headSha: newer, ...(mark === undefined ? {} : { mark }) });

    await scanFor("groups");

    expect(asked).toEqual(["groups", "check run"]);
    expect(added).toMatchObject([
      { type: "evaluate", key: { type: "merge-group", headSha: newer, baseSha } },
    ]);
  });
});

describe("a scan that failed", () => {
  const broken = (): Promise<GitHub> => Promise.reject(new Error("GitHub is away."));
  const left: Scan = { of: "installation", installationId: 1, only: "gated" };

  test("is asked for again by the next sweep, with its own scope, until it succeeds", async () => {
    await expect(scan(left, {}, { ...tools, github: broken })).rejects.toThrow("GitHub is away.");

    startSweeping(10, tools)();
    await expect
      .poll(() => added.map(workName))
      .toEqual(["scan gated installation 1", "scan stale everything"]);
    await scan(left, {}, tools);
    added.length = 0;
    startSweeping(10, { ...tools, queue: openTools().queue })();

    await expect.poll(() => added.map(workName)).toEqual(["scan stale everything"]);
  });

  test("is not kept where the next sweep does the same", async () => {
    const sweep: Scan = { of: "everything", only: "stale" };

    await expect(scan(sweep, {}, { ...tools, github: broken })).rejects.toThrow("GitHub is away.");

    expect(tools.owed.size).toBe(0);
  });
});
