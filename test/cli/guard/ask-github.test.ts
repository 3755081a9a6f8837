import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { judgeWrite } from "../../../src/cli/guard/judge-code.ts";
import { type LiveGate, openLiveGate } from "../../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene, soundSpec } from "../../live/scene.ts";
import { openTestClone, strictConfig, type TestClone } from "./clone.ts";

const branch = "f-15-stack";
let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

beforeEach(() => {
  vi.stubEnv("GITHUB_TOKEN", "user:alice");
  vi.stubEnv("GHE_HOST", gate.github.host);
  vi.stubEnv("GHE_PROTOCOL", "http");
  vi.stubEnv("APP_ID", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A clone of the scene's repository, with the plan on a branch. */
function cloneOf(scene: Scene, url = `http://${gate.github.host}/${scene.name}.git`): TestClone {
  const clone = openTestClone({ ".github/plan-gate.yml": strictConfig, "README.md": "# Shop\n" }, branch);
  clone.git("remote", "add", "origin", url);
  clone.write(featureFiles());
  clone.commit("Plan");
  return clone;
}

function judge({ root }: TestClone) {
  return judgeWrite({ root, paths: ["src/a.ts"], side: { type: "disk" }, branch: null, mayAsk: true });
}

async function reasonOf(clone: TestClone): Promise<string> {
  const verdict = await judge(clone);
  return verdict.state === "shut" ? verdict.reason : "";
}

test("code waits for the approval in the branch's pull request, and for that text alone", async () => {
  const scene = openScene(gate, { config: strictConfig });
  const clone = cloneOf(scene);

  const unopened = await reasonOf(clone);
  const sha = scene.push(featureFiles(), branch);
  const number = scene.open(branch);
  await scene.check(sha);
  const waiting = await reasonOf(clone);
  await scene.comment("alice", number, "/approve-plan");
  await scene.check(sha);
  const approved = await judge(clone);
  clone.write({ [`${feature}/plan.md`]: `${goodPlan}\nAnd one more service.\n` });
  const changed = await reasonOf(clone);

  expect(unopened).toContain(
    `Judged by \`origin/main\` in this clone; GitHub has no open pull request of \`${branch}\`.`,
  );
  expect(waiting).toContain(`- F-15: waiting for approval by @alice. See #${number} on GitHub.`);
  expect(waiting).toContain(`, and by ${scene.name}#${number} on GitHub.`);
  expect(approved).toEqual({ state: "open", note: `the plan is approved in ${scene.name}#${number}.` });
  expect(changed).toContain("- F-15: the plan here is not the one that was approved.");
});

test("where specifications have a gate of their own, code waits for both approvals, of both texts", async () => {
  const config = `${strictConfig}spec: approved\n`;
  const files = { [`${feature}/spec.md`]: `${soundSpec}\n- [ ] agreed\n`, [`${feature}/plan.md`]: goodPlan };
  const scene = openScene(gate, { config });
  const url = `http://${gate.github.host}/${scene.name}.git`;
  const clone = openTestClone({ ".github/plan-gate.yml": config, "README.md": "# Shop\n" }, branch);
  clone.git("remote", "add", "origin", url);
  clone.write(files);
  clone.commit("Specify and plan");
  const sha = scene.push(files, branch);
  const number = scene.open(branch);
  await scene.check(sha);

  const waiting = await reasonOf(clone);
  await scene.comment("alice", number, "/approve-spec");
  await scene.check(sha);
  const half = await reasonOf(clone);
  await scene.comment("alice", number, "/approve-plan");
  await scene.check(sha);
  const approved = await judge(clone);
  clone.write({ [`${feature}/spec.md`]: `${soundSpec}\n- [x] agreed\n` });
  const ticked = await judge(clone);
  clone.write({ [`${feature}/spec.md`]: `${soundSpec}\n- [x] agreed with nobody\n` });
  const changed = await reasonOf(clone);

  expect(waiting).toContain("- F-15 spec: waiting for approval by @alice.");
  expect(half).toContain("- F-15: waiting for approval by @alice.");
  expect([approved.state, ticked.state]).toEqual(["open", "open"]);
  expect(changed).toContain("- F-15: the plan here is not the one that was approved.");
});

test("a clone of another host asks nobody with the token", async () => {
  const scene = openScene(gate, { config: strictConfig });
  const clone = cloneOf(scene, `https://github.com/${scene.name}.git`);
  gate.github.requests.length = 0;

  expect(await reasonOf(clone)).toContain("; the remote `origin` is no repository on 127.0.0.1:");
  expect(gate.github.requests.filter(({ actor }) => actor === "user:alice")).toEqual([]);
});

test("where GitHub refuses, nothing is approved", async () => {
  const scene = openScene(gate, { config: strictConfig });
  const clone = cloneOf(scene);
  vi.stubEnv("GITHUB_TOKEN", "user:stranger");

  expect(await judge(clone)).toMatchObject({ state: "shut" });
});
