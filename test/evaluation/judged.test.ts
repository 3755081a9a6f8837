import { expect, test } from "vitest";
import type { Effect } from "../../src/effects/effect.ts";
import { judgedBy, markVerdicts, readMark } from "../../src/evaluation/judged.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import type { PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import { key, shas } from "../gate/world.ts";

const comparison = { mergeBaseSha: shas.mergeBase, files: [], commits: [], totalCommits: 0 };

function snapshotOf(bases: Readonly<Record<string, string>>): PullRequestSnapshot {
  const compared = Object.entries(bases).map(
    ([branch, baseSha]) => [`${branch}...${shas.head}`, { ...comparison, baseSha }] as const,
  );
  const others = {
    [`main...${shas.base}`]: { ...comparison, baseSha: shas.base },
    [`gone...${shas.head}`]: null,
  };
  const facts = { ...noFacts, comparisons: { ...Object.fromEntries(compared), ...others } };
  return { key, hints: {}, readAt: "2026-03-01T10:00:00Z", app: { id: 1, slug: "plan-gate" }, facts };
}

test("a verdict rests on nothing newer than the moment before its first fact was read", () => {
  expect(judgedBy(snapshotOf({}), shas.head, 2_400).readAt).toBe("2026-03-01T09:59:57Z");
});

test("a verdict rests on the tips its own head was compared with", () => {
  const { tips } = judgedBy(snapshotOf({ main: "1", "release/1": "2" }), shas.head, 0);

  expect([...tips]).toEqual([
    ["main", "1"],
    ["release/1", "2"],
  ]);
});

/** The external id that a check run gets in a world that marks verdicts. */
async function externalIdIn(
  snapshot: PullRequestSnapshot,
  status: "completed" | "in_progress",
  reads = true,
): Promise<string> {
  const written: Effect[] = [];
  const world = markVerdicts(
    {
      read: () => Promise.resolve(snapshot),
      apply: (_key, effects) => Promise.resolve(void written.push(...effects)),
      findCheckRun: () => Promise.resolve(null),
      holds: () => true,
      hold: () => Promise.resolve(),
      release: () => Promise.resolve(),
    },
    "1.2.3",
  );
  const texts = { title: "t", summary: "s", text: "" };
  const content = { headSha: shas.head, status, conclusion: null, ...texts, actions: [], annotations: [] };
  if (reads) await world.read(key, {}, () => Promise.resolve([]));
  const comment: Effect = { type: "create-comment", number: 5, body: "b" };
  await world.apply(key, [{ type: "create-check-run", content: { ...content, externalId: "f" } }, comment]);
  const [first, second] = written;
  expect(second).toBe(comment);
  return first?.type === "create-check-run" ? first.content.externalId : "";
}

test("a verdict carries what it rests on, for processes that come later", async () => {
  const mark = readMark(await externalIdIn(snapshotOf({ main: "1" }), "completed"));

  expect(mark).toEqual({ version: "1.2.3", readAt: expect.any(String), tip: "1", givenUp: null });
  expect(Date.parse(mark?.readAt ?? "")).toBeLessThanOrEqual(Date.parse("2026-03-01T10:00:00Z"));
  expect(Date.parse(mark?.readAt ?? "")).toBeGreaterThan(Date.parse("2026-03-01T09:59:00Z"));
});

test("of several branches none is named, since the names have no room", async () => {
  const id = await externalIdIn(snapshotOf({ main: "1", release: "2" }), "completed");

  expect(readMark(id)).toMatchObject({ tip: "" });
});

test("what is no verdict carries nothing", async () => {
  expect(await externalIdIn(snapshotOf({ main: "1" }), "in_progress")).toBe("f");
  expect(await externalIdIn(snapshotOf({ main: "1" }), "completed", false)).toBe("f");
});
