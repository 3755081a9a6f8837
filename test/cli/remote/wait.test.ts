import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, openRemote } from "../../../src/cli/remote/remote.ts";
import { readPullRequestName } from "../../../src/cli/remote/names.ts";
import { createLook } from "../../../src/cli/wait/look.ts";
import { watch } from "../../../src/cli/wait/watch.ts";
import { GitHubError } from "../../../src/github/client/github-error.ts";
import { appId, type LiveGate, openLiveGate } from "../../live/live-gate.ts";
import { feature, featureFiles, openScene, type Scene, soundSpec, thinPlan } from "../../live/scene.ts";
import { makeRepository, runCliWith } from "../run-cli.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const other = ".specify/specs/f-16-invitations";

function reach(): Readonly<Record<string, string>> {
  return { GITHUB_TOKEN: "user:alice", GHE_HOST: gate.github.host, GHE_PROTOCOL: "http" };
}

async function run(...words: readonly string[]) {
  return runCliWith(reach(), await makeRepository({}), "wait", ...words);
}

/** Waits on a clock of its own: every pause is the next of these acts, and takes the time that was asked for. */
async function waitWhile(name: string, acts: readonly (() => unknown)[], wanted: string | null = null) {
  const pull = readPullRequestName(name);
  const { octokit } = await connect(reach());
  const remote = openRemote(octokit, pull);
  const look = createLook({ remote, name: pull, app: { id: appId, slug: "plan-gate" }, feature: wanted });
  const said: string[] = [];
  const left = [...acts];
  let nowMs = 0;
  const clock = {
    now: () => nowMs,
    pause: async (ms: number) => {
      nowMs += ms;
      await left.shift()?.();
      await gate.settle();
    },
  };
  const ending = await watch({ look, clock, timeoutMs: 60_000, say: (line) => said.push(line) });
  return { ending, said, left: left.length };
}

async function openJudged(scene: Scene, files = featureFiles()) {
  const sha = scene.push(files);
  const number = scene.open();
  await scene.check(sha);
  return { number, sha, name: `${scene.name}#${number}` };
}

describe("wait", () => {
  test("returns when somebody approves", async () => {
    const scene = openScene(gate);
    const { number, sha, name } = await openJudged(scene);

    const { ending, said, left } = await waitWhile(name, [
      () => undefined,
      () => scene.comment("alice", number, "/approve-plan"),
      () => undefined,
    ]);

    expect(ending).toMatchObject({ state: "approved", headSha: sha });
    expect(ending.title).toMatch(/^Approved by @alice \([0-9a-f]{12}\)$/);
    expect(said).toEqual([`${sha.slice(0, 12)}: F-15: waiting for approval by @alice`]);
    expect(left).toBe(1);
  });

  test("of one feature waits for its specification too, where that has a gate of its own", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice]\nspec: approved\n" });
    const files = { ...featureFiles(), [`${feature}/spec.md`]: soundSpec, ...featureFiles(other) };
    const { number, name } = await openJudged(scene, files);

    const { ending, said } = await waitWhile(
      name,
      [
        () => scene.comment("alice", number, "/approve-spec F-15"),
        () => scene.comment("alice", number, "/approve-plan F-15"),
        () => undefined,
      ],
      "F-15",
    );
    await scene.comment("alice", number, "/reject-spec F-15 too vague");
    await gate.settle();
    const rejected = await waitWhile(name, [], feature);

    expect(ending).toMatchObject({ state: "approved" });
    expect(said.map((line) => line.slice(14))).toEqual([
      "F-15 spec: waiting for approval by @alice",
      "F-15: waiting for approval by @alice",
    ]);
    expect(rejected.ending).toMatchObject({
      state: "rejected",
      title: "F-15 spec: rejected by @alice",
    });
  });

  test("follows the head of the pull request, and asks only for what changed", async () => {
    const scene = openScene(gate);
    const { number, sha, name } = await openJudged(scene);
    let unchanged: readonly (number | null)[] = [];
    let next = "";

    const { ending, said } = await waitWhile(name, [
      () => {
        gate.github.requests.length = 0;
      },
      () => {
        unchanged = gate.github.requests
          .filter(({ actor }) => actor === "user:alice")
          .map(({ status }) => status);
        next = scene.push({ [`${feature}/plan.md`]: thinPlan });
      },
    ]);

    expect(unchanged).toEqual([304, 304]);
    expect(said.map((line) => line.split(":", 1)[0])).toEqual([sha.slice(0, 12)]);
    expect(ending).toMatchObject({ state: "failing", headSha: next });
    expect(number).toBeGreaterThan(0);
  });

  test("waits for a gate that has not looked yet", async () => {
    const scene = openScene(gate);
    gate.github.webhooks.hold();
    const sha = scene.push(featureFiles());
    const name = `${scene.name}#${scene.open()}`;

    const ended = await run(name, "--timeout", "0s", "--app-id", String(appId));
    await gate.github.webhooks.release();

    expect(ended).toEqual({
      exitCode: 4,
      stdout: `${name}: the time is over, still the gate has not looked at this head yet\n`,
      stderr: [
        `plan-gate: waiting for ${name}, 0s at most`,
        `plan-gate: ${sha.slice(0, 12)}: the gate has not looked at this head yet`,
        "",
      ].join("\n"),
    });
  });

  test("ends with 1 and the reason where somebody rejects", async () => {
    const scene = openScene(gate);
    const { number, sha, name } = await openJudged(scene);
    await scene.comment("alice", number, "/reject-plan It needs a rollback.");
    await scene.check(sha);

    const pretty = await run(name);
    const json = await run(name, "--format", "json");
    const one = await run(name, "--feature", "F-15", "--format", "json");

    expect(pretty.exitCode).toBe(1);
    expect(pretty.stdout).toMatch(
      /^acme-\d+\/shop#1: F-15: rejected by @alice\n {2}@alice: It needs a rollback\. {2}http\S+\n$/,
    );
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      repository: scene.name,
      pullRequest: number,
      headSha: sha,
      outcome: "rejected",
      rejections: [{ login: "alice", reason: "It needs a rollback.", subject: feature }],
    });
    expect(JSON.parse(one.stdout)).toMatchObject({ outcome: "rejected" });
    expect([json.exitCode, one.exitCode]).toEqual([1, 1]);
  });

  test("ends with 1 and the rows where the plan fails, as check prints them", async () => {
    const scene = openScene(gate);
    const { name } = await openJudged(scene, featureFiles(feature, thinPlan));

    const pretty = await run(name);
    const json = await run(name, "--format", "json");

    expect(pretty.stdout).toContain("  ✗ Failure modes ");
    expect(pretty.stdout).toContain(
      "plan.md:9:1  Add a table: what fails, how it is noticed, what happens then.",
    );
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: "failing",
      rejections: [],
      features: [{ id: "F-15", path: feature, plan: `${feature}/plan.md`, ok: false, phase: "plan" }],
    });
    expect([pretty.exitCode, json.exitCode]).toEqual([1, 1]);
  });

  test("ends with 1 where the plan cannot be judged at all", async () => {
    const scene = openScene(gate);
    const { name } = await openJudged(scene, { [`${feature}/tasks.md`]: "- [ ] begin\n" });

    const ended = await run(name);

    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain("`tasks.md`");
  });

  test("ends with 1 where code has no plan, and says what to do", async () => {
    const config =
      'approval:\n  users: [alice]\nimplementation:\n  paths: ["src/**"]\n  require: approved-plan\n';
    const scene = openScene(gate, { config, files: featureFiles() });
    const { name } = await openJudged(scene, { "src/a.ts": "1\n" });

    const ended = await run(name);

    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toBe(
      `${name}: Code before its plan: the code names no feature\n  the code names no feature. Say which plan it implements: add the line \`Feature: F-15\` in the description or in a commit's message. Planned are \`F-15\`.\n`,
    );
  });

  test("can wait for one feature of several", async () => {
    const scene = openScene(gate);
    const { number, sha, name } = await openJudged(scene, { ...featureFiles(), ...featureFiles(other) });
    await scene.comment("alice", number, "/approve-plan F-15");
    await scene.check(sha);

    const whole = await run(name, "--timeout", "0s");
    const first = await run(name, "--timeout", "0s", "--feature", "f-15");
    const second = await run(name, "--timeout", "0s", "--feature", other, "--format", "json");
    const none = await run(name, "--feature", "F-1");

    expect([whole, first, second, none].map(({ exitCode }) => exitCode)).toEqual([4, 0, 4, 2]);
    expect(first.stdout).toMatch(/: F-15: approved by @alice \([0-9a-f]{12}\)\n$/);
    expect(JSON.parse(second.stdout)).toMatchObject({
      outcome: "time-over",
      title: "F-16: waiting for approval by @alice",
      features: [],
    });
    expect(none.stderr).toContain(
      `The pull request does not change \`F-1\`. It changes \`${feature}\`, \`${other}\`.\n`,
    );
  });

  test("is over where the pull request is closed, and where it is merged", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const given = await openJudged(scene);
    scene.push(featureFiles(other), "second");
    const second = scene.open("second");
    scene.push({ [`${feature}/plan.md`]: thinPlan }, "third");
    const third = scene.open("third");
    await scene.comment("alice", second, "/approve-plan");
    await gate.settle();
    world.merge(scene.name, second, { by: "alice" });
    world.protect(scene.name, "main", null);
    world.merge(scene.name, third, { by: "alice" });
    world.closePullRequest(scene.name, given.number, { by: "mona" });
    await gate.settle();

    const ended = [
      await run(given.name),
      await run(`${scene.name}#${second}`),
      await run(`${scene.name}#${third}`),
    ];

    expect(ended.map(({ exitCode, stdout }) => [exitCode, stdout.replace(/^\S+: /, "")])).toEqual([
      [1, "the pull request is closed\n"],
      [0, expect.stringMatching(/^Approved by @alice /)],
      [1, "the pull request is merged without the gate's approval\n"],
    ]);
  });

  test.each([
    ["8 hours", "`--timeout` is `8 hours`, expected a duration of at most a week, such as `8h` or `1h30m`."],
    ["", "`--timeout` is ``, expected a duration of at most a week, such as `8h` or `1h30m`."],
    ["169h", "`--timeout` is `169h`, expected a duration of at most a week, such as `8h` or `1h30m`."],
  ])("refuses the timeout %j", async (timeout, sentence) => {
    const ended = await run("acme/shop#1", "--timeout", timeout);

    expect(ended).toEqual({ exitCode: 2, stdout: "", stderr: `plan-gate: ${sentence}\n` });
  });
});

describe("watch", () => {
  const pending = { state: "pending", headSha: "", title: "not yet" } as const;

  /** The pauses of a watch that sees nothing, and what it said. */
  async function pausesOf(timeoutMs: number, look = () => Promise.resolve(pending)) {
    const pauses: number[] = [];
    const said: string[] = [];
    let nowMs = 0;
    const clock = {
      now: () => nowMs,
      pause: (ms: number) => {
        pauses.push(ms);
        nowMs += ms;
        return Promise.resolve();
      },
    };
    const ending = await watch({ look, clock, timeoutMs, say: (line) => said.push(line) });
    return { pauses, said, ending };
  }

  test("looks every few seconds at first, and every minute later", async () => {
    const { pauses, said, ending } = await pausesOf(30 * 60_000);

    expect([...new Set(pauses)]).toEqual([5_000, 15_000, 60_000]);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(30 * 60_000);
    expect(pauses.length).toBe(24 + 52 + 15);
    expect(said).toEqual(["not yet"]);
    expect(ending.state).toBe("time-over");
  });

  test("goes on while GitHub is out of reach, as slowly as GitHub asks", async () => {
    const failure = new GitHubError("GitHub's limit is used up.", {
      code: "rate-limited",
      hint: "",
      retryable: true,
      retryAfterMs: 40_000,
    });

    const { pauses, said } = await pausesOf(60_000, () => Promise.reject(failure));

    expect(pauses).toEqual([40_000, 20_000]);
    expect(said).toEqual(["GitHub's limit is used up."]);
  });

  test("fails where GitHub refuses", async () => {
    const refusal = new GitHubError("No.", { code: "forbidden", hint: "", retryable: false });

    await expect(pausesOf(60_000, () => Promise.reject(refusal))).rejects.toBe(refusal);
  });
});
