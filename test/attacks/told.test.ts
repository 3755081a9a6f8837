import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusals } from "../../emulator/http/refusals.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, openScene, type Scene } from "../live/scene.ts";
import { isAbout, ownRuns, shown } from "../faults/trouble.ts";
import { approvedBy, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

const repliesTo = (scene: Scene, number: number, login: string): readonly string[] =>
  scene.ownComments(number).filter((body) => body.startsWith(`\`@${login}\``));

describe("what is nearly a command gets one reply with the right form:", () => {
  test.each([
    ["/approve plan", "The nearest is `/approve-plan`. Write it so, alone on a line."],
    ["/approveplan", "The nearest is `/approve-plan`. Write it so, alone on a line."],
    ["<details>\n\n/approve-plan\n\n</details>", "Write the command in a comment without HTML."],
  ])("%j", async (body, form) => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    await scene.comment("alice", number, body);
    await scene.comment("alice", number, body);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(repliesTo(scene, number, "alice")).toHaveLength(1);
    expect(repliesTo(scene, number, "alice")[0]).toContain(form);
    const given = gate.github.world.comments(scene.name, number).flatMap(({ reactions }) => reactions);
    expect(given.map(({ content }) => content)).toEqual(["confused", "confused"]);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

test("people who may be asked are asked, though GitHub turns the list down for one of them", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol, alcie]\n" });
  const { head, number } = await openPlan(scene);

  expect(await scene.verdict(head)).toContain("action_required · ");
  const pull = await gate.github.answer(
    new Request(`${gate.github.url}/api/v3/repos/${scene.name}/pulls/${number}`),
  );
  expect(JSON.stringify(await pull.json())).toMatch(/"requested_reviewers":\[.*"alice".*"carol"/);
});

test.each(["exclude", "exclude-known", "allow"])(
  "coding agents in a trailer are nobody with `committers: %s`",
  async (committers) => {
    const config = `approval:\n  users: [alice]\n  committers: ${committers}\n`;
    const scene = openScene(gate, { config });
    const coAuthors = [
      { name: "Claude", email: "noreply@anthropic.com" },
      { name: "Copilot", email: "198982749+Copilot@users.noreply.github.com" },
      { name: "Codex", email: "noreply@openai.com" },
    ];
    const head = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "feature",
      files: featureFiles(),
      coAuthors,
    });
    const number = scene.open();
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    const { summary } = (await scene.check(head)).output;
    for (const { name } of coAuthors) expect(summary).not.toContain(name);
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  },
);

test("a specification that is a pointer of Git LFS is named for what it is", async () => {
  const scene = openScene(gate);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12345\n`;
  const { head } = await openPlan(scene, { ...featureFiles(), [`${feature}/spec.md`]: pointer });

  expect(await scene.verdict(head)).toBe('failure · F-15: "Specification exists" fails');
  expect((await scene.check(head)).output.summary).toContain("is a pointer to Git LFS");
});

test("without the permission to read members an approval is answered at once, in the title and by a reply", async () => {
  const scene = openScene(gate, { config: "approval:\n  teams: [architects]\n" });
  const [organization = ""] = scene.name.split("/");
  const { world } = gate.github;
  world.team(organization, "architects", { members: ["alice"] });
  const { head, number } = await openPlan(scene);
  world.acceptPermissions(organization, {
    actions: "read",
    checks: "write",
    contents: "read",
    pull_requests: "write",
  });
  await scene.comment("alice", number, "/approve-plan");

  expect(await scene.verdict(head)).toBe(
    "failure · GitHub refuses to say who is in a team (403): the App lacks `Organization members: read`",
  );
  expect(repliesTo(scene, number, "alice")).toEqual([
    expect.stringContaining("The App lacks `Organization members: read`."),
  ]);
});

const reasons = [
  ["a missing permission", "the App lacks `Contents: read`", "Grant it under Settings → Permissions"],
  ["an IP allow list", "the organization's IP allow list", "add the address of the Plan Gate server"],
  ["SAML single sign-on", "the organization's SAML single sign-on", "let the App past SAML"],
  ["an archived repository", "the repository is archived", "Unarchive the repository"],
  ["a suspended installation", "the App's installation is suspended", "lift the suspension"],
  ["a plan without the feature", "GitHub's plan of this repository does not include it", "Upgrade GitHub's"],
] as const;

test("check and comment say why GitHub refuses, and blame a permission only where one is missing", async () => {
  const opened = reasons.map(([kind, why, next]) => {
    const scene = openScene(gate);
    const route = "/repos/{owner}/{repo}/git/trees/{+tree}";
    gate.github.inject({ ...refusals[kind], method: "GET", route, matches: isAbout(scene), times: Infinity });
    const head = scene.push(featureFiles());
    return { kind, why, next, scene, head, number: scene.open() };
  });
  await gate.settle();

  for (const { kind, why, next, scene, head, number } of opened) {
    expect(shown(scene, head), kind).toBe(`failure · GitHub refuses to list the files (403): ${why}`);
    const { summary } = ownRuns(scene, head)[0]?.output ?? {};
    for (const text of [summary, scene.ownComments(number)[0]]) {
      expect(text, kind).toContain(next);
      expect(text?.includes("the App lacks"), kind).toBe(kind === "a missing permission");
    }
  }
});
