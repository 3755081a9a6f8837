import { expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { askNext } from "../../src/gate/ask-next.ts";
import type { Need } from "../../src/pull-request/need.ts";
import { goodPlan } from "../cli/good-plan.ts";
import {
  approveWord,
  architect,
  comment,
  commit,
  digestIn,
  missingIn,
  read,
  readAsking,
  shas,
  standing,
  type World,
} from "./world.ts";

const folder = ".specify/specs/f-1-invitations";
const planned = {
  [`${folder}/spec.md`]: "# Specification\n\nPeople invite one another.\n",
  [`${folder}/plan.md`]: goodPlan,
};
const digest = digestIn(planned, folder);
const before = "2026-03-01T10:00:00Z";
const shown = [{ subject: folder, digest, at: before, after: before }];
const opened: World = { mergeBase: {}, head: planned, standings: { alice: standing(architect, "maintain") } };
const approving: World = {
  ...opened,
  comments: [comment(1, architect, "/approve-plan")],
  entry: { ...emptyEntry, shown },
};
const approved: World = { ...opened, entry: { ...emptyEntry, words: [approveWord(folder, digest)], shown } };
const rejecting: World = { ...approved, comments: [comment(1, architect, "/reject-plan Too vague")] };
const ownText: World = { ...approved, commits: [commit(shas.head, [shas.mergeBase], architect)] };
const withStack: World = {
  mergeBase: {},
  head: { "compose.yaml": "services: {}\n" },
  config: "smoke:\n  workflow: .github/workflows/smoke.yml\n  required: always\n",
};
const passed = {
  id: 1,
  path: ".github/workflows/smoke.yml",
  headSha: shas.head,
  status: "completed",
  conclusion: "success",
  event: "pull_request",
  createdAt: before,
  htmlUrl: "https://github.com/acme/shop/actions/runs/1",
};
const stands: World = {
  ...withStack,
  answers: { [`workflow-runs ${shas.head}`]: { state: "read", runs: [passed] } },
};

test.each<readonly [Need["type"], World]>([
  ["comparison", approved],
  ["base-changes", { ...approved, base: { "README.md": "# Shop\n" } }],
  ["tree", approved],
  ["blob", approved],
  ["file", approved],
  ["check-run", approved],
  ["force-pushes", approved],
  ["comments", rejecting],
  ["comments", approving],
  ["edit", approving],
  ["standing", approving],
  ["named-entries", ownText],
  ["workflow-runs", stands],
])("asking for no %s is noticed where a verdict rests on it", (kind, world) => {
  const half = readAsking(world, (snapshot) => askNext(snapshot).filter(({ type }) => type !== kind));

  expect(missingIn(world, read(world).snapshot)).toBeNull();
  expect(String(missingIn(world, half.snapshot))).toContain("asked for too little");
});
