import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";
import { rowIds } from "../plan/judge.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const textA = { [`${feature}/plan.md`]: goodPlan };
const textB = { [`${feature}/plan.md`]: `${goodPlan}\nAnd a back door.\n` };

describe("a text that goes back and forth", () => {
  test("counts as shown again where it is shown again", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    const heads: string[] = [];
    for (const text of [textB, textA]) {
      gate.github.clock.advance(5);
      heads.push(scene.push(text));
      await gate.settle();
    }
    gate.github.clock.advance(5);

    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(heads.at(-1) ?? "")).toMatch(approvedBy("alice"));
  });

  // policy-bot and the merge rules of forges bind an approval to a commit or to nothing at all.
  test("is not approved while another was the last to be shown", async () => {
    const scene = openScene(gate);
    const { world, webhooks, clock } = gate.github;
    const { number } = await openPlan(scene);
    for (const text of [textB, textA]) {
      clock.advance(5);
      scene.push(text);
      await gate.settle();
    }
    clock.advance(5);
    webhooks.hold();
    const head = scene.push(textB);
    clock.advance(1);
    world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
    clock.advance(1);
    await webhooks.release();

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });
});

test("a rejection outlives its pull request being closed while another one shares its head", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
  const { world } = gate.github;
  const { head, number } = await openPlan(scene);
  await scene.comment("alice", number, "/reject-plan no");
  world.setBranch(scene.name, "twin", { to: head, by: "mona" });
  const twin = scene.open("twin");
  await gate.settle();

  world.closePullRequest(scene.name, number, { by: "mona" });
  await scene.comment("mona", twin, "/recheck-plan");
  world.reopenPullRequest(scene.name, number, { by: "mona" });
  await gate.settle();
  world.closePullRequest(scene.name, twin, { by: "mona" });
  await gate.settle();
  await scene.comment("carol", number, "/approve-plan");

  expect(await scene.verdict(head)).toBe("failure · F-15: rejected by @alice");
});

describe("a feature's name in a command", () => {
  const digestIn = (summary: string | null): string =>
    /\/approve-plan F-15 ([0-9a-f]{12})/.exec(summary ?? "")?.[1] ?? "none";

  test.each(["", "F-15 "])("is never mistaken for the digest of another feature: %j", async (prefix) => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const digest = digestIn((await scene.check(head)).output.summary);
    const evil = featureFiles(`.specify/specs/${prefix}${digest}`, `${goodPlan}\nAnd a back door.\n`);
    const next = scene.push(evil);
    await gate.settle();

    await scene.comment("alice", number, `/approve-plan F-15 ${digest}`);

    expect(digest).not.toBe("none");
    const name = prefix === "" ? digest : `\`${prefix}${digest}\``;
    expect(await scene.verdict(next)).toContain(`action_required · ${name}: waiting for approval`);
  });
});

describe("a record that is short of room", () => {
  const folder = (number: number): string => {
    const name = createHash("sha512").update(String(number)).digest("hex");
    return `.specify/specs/f-${number}-${name}${name}`;
  };
  const many = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) =>
        Object.entries(featureFiles(folder(index + 1), `# Plan ${index}\n\nDo it.\n`)),
      ).flat(),
    );
  const off = `rules:\n${rowIds.map((id) => `  ${id}: off\n`).join("")}`;
  const recordIn = (text: string | null): string => (text ?? "").trimEnd().split("\n").at(-1) ?? "";

  test(
    "keeps a rejection beside fifty approvals, though its comment is deleted",
    { timeout: 60_000 },
    async () => {
      const scene = openScene(gate, { config: `approval:\n  users: [alice, carol]\n${off}` });
      const { world } = gate.github;
      const { head, number } = await openPlan(scene, many(50));
      await scene.comment("alice", number, "/approve-plan");
      expect(await scene.verdict(head)).toContain("success · Approved by @alice");
      const id = await scene.comment("carol", number, `/reject-plan F-7 ${"理由".repeat(240)}`);
      expect(await scene.verdict(head)).toContain("failure · F-7: rejected by @carol");
      world.deleteComment(scene.name, id, { by: "mona" });
      await scene.comment("mona", number, "/recheck-plan");

      expect(await scene.verdict(head)).toContain("failure · F-7: rejected by @carol");
      expect(recordIn((await scene.check(head)).output.text).length).toBeLessThan(16_384);
    },
  );

  test("is not locked by long rejections of one feature", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    for (let count = 0; count < 10; count += 1)
      await scene.comment(
        "alice",
        number,
        `/reject-plan ${String.fromCodePoint(0x4e00 + count).repeat(490)}`,
      );
    expect(await scene.verdict(head)).toBe("failure · F-15: rejected by @alice");

    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test(
    "hardly grows by another pull request with the same head, or by some that are closed",
    { timeout: 60_000 },
    async () => {
      const scene = openScene(gate, { config: `approval:\n  users: [alice]\n${off}` });
      const { world } = gate.github;
      const { head, number } = await openApproved(scene, many(2));
      const before = recordIn((await scene.check(head)).output.text).length;
      world.setBranch(scene.name, "empty", { to: "main", by: "alice" });
      for (let count = 0; count < 5; count += 1) {
        const branch = `twin-${count}`;
        world.setBranch(scene.name, branch, { to: head, by: "mona" });
        const twin = scene.open(branch, "empty");
        await gate.settle();
        world.closePullRequest(scene.name, twin, { by: "mona" });
      }
      await scene.comment("mona", number, "/recheck-plan");

      expect(await scene.verdict(head)).toContain("success · Approved by @alice");
      expect(recordIn((await scene.check(head)).output.text).length).toBeLessThan(before * 2);
    },
  );
});
