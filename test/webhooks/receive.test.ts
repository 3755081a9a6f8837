import { beforeEach, describe, expect, test } from "vitest";
import { receive, type IntakeTools } from "../../src/webhooks/receive.ts";
import { createMetrics } from "../../src/monitoring/metrics.ts";
import { workName } from "../../src/queue/work.ts";
import { createStrangerBudget } from "../../src/webhooks/strangers.ts";
import { createRecentFindings } from "../../src/evaluation/recent.ts";

const at = { installationId: 7, owner: "acme", repo: "shop" };
const place = {
  installation: { id: 7 },
  repository: { id: 9, name: "shop", owner: { login: "acme" }, default_branch: "main" },
};
const repo = { id: 9 };
const headSha = "a".repeat(40);
const pull = { number: 5, head: { sha: headSha, repo }, base: { ref: "main", repo } };

let lines: unknown[];
let added: string[];
let tools: IntakeTools;
let nowMs = 0;

beforeEach(() => {
  tools = openTools();
});

function openTools(freshMs?: number): IntakeTools {
  lines = [];
  added = [];
  const line = (level: string) => (fields: object, message: string) => {
    if (level !== "debug") lines.push({ level, message, ...fields });
  };
  const add = (work: Parameters<typeof workName>[0]) => Promise.resolve(void added.push(workName(work)));
  const unused = () => Promise.reject(new Error("Nothing that is received needs this."));
  return {
    appId: 1,
    queue: {
      add,
      start: () => undefined,
      locks: { holdHead: unused, claim: unused, noteWritten: unused, lastWritten: unused },
      count: unused,
      check: unused,
      drain: unused,
      close: unused,
    },
    recent: createRecentFindings(freshMs),
    strangers: createStrangerBudget(),
    now: () => nowMs,
    metrics: createMetrics(),
    log: { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") },
  };
}

async function outcomes(): Promise<readonly string[]> {
  const { body } = await tools.metrics.render();
  return [...body.matchAll(/^plan_gate_events_total\{event="\w+",outcome="(\w+)"\} [1-9]/gmu)].flatMap(
    ([, outcome]) => outcome ?? [],
  );
}

/** The end of a workflow; GitHub names no pull request where the head is in a fork. */
function workflowEnds(pulls: readonly object[] = [pull]) {
  const run = { id: 1, event: "pull_request", head_sha: headSha, pull_requests: pulls };
  const payload = { ...place, action: "completed", workflow_run: run };
  return receive({ id: "d", name: "workflow_run", payload }, tools);
}

test("a webhook of ours in a form that is not known is a warning, counted by itself", async () => {
  await receive({ id: "d", name: "push", payload: { ...place, ref: 5 } }, tools);

  expect(lines).toMatchObject([
    {
      level: "warn",
      message: "webhook not understood",
      delivery: "d",
      event: "push",
      reason: expect.stringContaining("a payload of unknown shape: `ref`"),
    },
  ]);
  expect(await outcomes()).toEqual(["unreadable"]);
  expect(added).toEqual([]);
});

describe("the end of a workflow", () => {
  test("is worth a look where nothing is known", async () => {
    await workflowEnds();
    await workflowEnds([]);

    expect(added).toEqual(["acme/shop#5", `scan all acme/shop base * head ${headSha}`]);
  });

  test("is worth nothing where the config names no workflow, in a fork neither", async () => {
    tools.recent.keepSmoke(at, false);

    await workflowEnds();
    await workflowEnds([]);

    expect(added).toEqual([]);
    expect(await outcomes()).toEqual(["ignored"]);
  });

  test("is worth a look again once the config may have changed", async () => {
    tools.recent.keepSmoke(at, false);
    const commits = [{ added: [], removed: [], modified: [".github/plan-gate.yml"] }];
    const push = {
      ref: "refs/heads/main",
      after: headSha,
      created: false,
      deleted: false,
      forced: false,
      commits,
    };
    await receive({ id: "d", name: "push", payload: { ...place, ...push } }, tools);

    await workflowEnds();

    expect(added).toEqual(["scan all acme/shop base * head *", "acme/shop#5"]);
  });

  test("is worth a look where another replica may know better", async () => {
    tools = openTools(0);
    tools.recent.keepSmoke(at, false);

    await workflowEnds();

    expect(added).toEqual(["acme/shop#5"]);
  });
});

describe("a push that touches no gated text", () => {
  const push = (commit: object) => {
    const commits = [{ added: [], removed: [], modified: [], ...commit }];
    const payload = {
      ...place,
      ref: "refs/heads/main",
      after: headSha,
      created: false,
      deleted: false,
      forced: false,
      commits,
    };
    return receive({ id: "d", name: "push", payload }, tools);
  };
  const quieten = () => {
    tools.recent.beginQuiet(at)();
  };

  test("is looked at where nothing is known of the merges it may change", async () => {
    await push({ modified: ["src/a.ts"] });
    await push({ removed: ["src/a.ts"] });

    expect(added).toEqual(["scan edited acme/shop base * head *", "scan moved acme/shop base * head *"]);
  });

  test("costs nothing once no pull request has such a merge", async () => {
    quieten();

    await push({ removed: ["src/a.ts"] });

    expect(added).toEqual([]);
    expect(await outcomes()).toEqual(["ignored"]);
  });

  test("is looked at again after any other event in a pull request", async () => {
    quieten();
    const payload = { ...place, action: "opened", pull_request: pull };
    await receive({ id: "d", name: "pull_request", payload }, tools);

    await push({ modified: ["src/a.ts"] });

    expect(added).toEqual(["acme/shop#5", "scan edited acme/shop base * head *"]);
  });

  test("is looked at where something happened while all were found quiet", async () => {
    const keepQuiet = tools.recent.beginQuiet(at);
    tools.recent.disturb(at);
    keepQuiet();

    await push({ modified: ["src/a.ts"] });

    expect(added).toEqual(["scan edited acme/shop base * head *"]);
  });

  test("is looked at where another replica may know better", async () => {
    tools = openTools(0);
    quieten();

    await push({ modified: ["src/a.ts"] });

    expect(added).toEqual(["scan edited acme/shop base * head *"]);
  });
});

describe("commands in comments", () => {
  const comment = (association: string | undefined, id: number) => {
    const issue = { number: 5, pull_request: {} };
    const said = {
      id,
      body: "/approve-plan",
      updated_at: "2026-03-01T10:00:00Z",
      author_association: association,
    };
    return receive(
      { id: `d${id}`, name: "issue_comment", payload: { ...place, action: "created", issue, comment: said } },
      tools,
    );
  };

  test.each(["NONE", "CONTRIBUTOR", "FIRST_TIMER"])(
    "by people who cannot write (%s) cause sixty evaluations an hour; the sweep does the rest",
    async (association) => {
      for (let id = 1; id <= 70; id += 1) await comment(association, id);
      const first = added.length;
      nowMs += 120_000;
      for (let id = 71; id <= 80; id += 1) await comment(association, id);

      expect([first, added.length]).toEqual([60, 62]);
    },
  );

  test.each(["OWNER", "MEMBER", "COLLABORATOR", undefined])(
    "by others (%s) are all evaluated",
    async (association) => {
      for (let id = 1; id <= 70; id += 1) await comment(association, id);

      expect(added).toHaveLength(70);
    },
  );
});
