import fc from "fast-check";
import { describe, expect } from "vitest";
import { readLedger } from "../../src/approval/record/ledger.ts";
import { readWebhook } from "../../src/webhooks/read.ts";
import { checkRun } from "../gate/world.ts";
import { fuzz, textOf } from "./fuzz.ts";

const events = [
  "pull_request",
  "issue_comment",
  "pull_request_review",
  "pull_request_review_comment",
  "check_run",
  "check_suite",
  "workflow_run",
  "merge_group",
  "push",
  "member",
  "membership",
  "organization",
  "installation",
  "installation_repositories",
  "star",
  "constructor",
];
const body = textOf(
  ["/approve-plan", "\n", " ", "/", "\\", "\u200b", "a", "-plan", "＠", "／approve-plan"],
  4_000,
);
const leaf = fc.oneof(
  body,
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e300,
    "",
    "opened",
    "created",
    "completed",
    "synchronize",
    "__proto__",
    "7",
  ),
);
const account = fc.record({ id: fc.oneof(fc.nat(), leaf), login: leaf, type: leaf }, { requiredKeys: [] });
const repository = fc.record({
  id: fc.nat(),
  name: fc.constantFrom("shop", "../x"),
  owner: fc.record({ login: fc.constant("acme") }),
  default_branch: fc.constantFrom("main", "constructor"),
});
const pull = fc.record({
  number: fc.oneof(fc.nat(), leaf),
  head: fc.record({ sha: leaf, repo: fc.option(fc.record({ id: fc.nat() })) }),
  base: fc.record({ ref: leaf, repo: fc.record({ id: fc.nat() }) }),
});
const payload = fc.record(
  {
    action: fc.constantFrom(
      "opened",
      "created",
      "edited",
      "requested_action",
      "rerequested",
      "completed",
      "checks_requested",
      "removed",
    ),
    installation: fc.record({ id: fc.nat() }),
    repository,
    pull_request: pull,
    issue: fc.record({ number: fc.nat(), pull_request: fc.record({}) }),
    comment: fc.record(
      {
        id: fc.nat(),
        body,
        updated_at: leaf,
        performed_via_github_app: fc.option(fc.record({ id: fc.constantFrom(7, 8) })),
      },
      { requiredKeys: ["body"] },
    ),
    review: fc.record({ id: fc.nat(), body }),
    check_run: fc.record({
      id: fc.nat(),
      head_sha: leaf,
      app: fc.record({ id: fc.constantFrom(7, 8) }),
      pull_requests: fc.array(pull, { maxLength: 3 }),
    }),
    sender: account,
    requested_action: fc.record({ identifier: leaf }),
    changes: fc.oneof(leaf, fc.record({ base: leaf })),
    commits: fc.array(leaf, { maxLength: 3 }),
    ref: leaf,
  },
  { requiredKeys: [] },
);

describe("a webhook", () => {
  fuzz(
    "of nasty pieces asks for no more than it may",
    fc.tuple(fc.constantFrom(...events), fc.oneof(payload, fc.jsonValue())),
    ([name, given]) => {
      const payloadOf: unknown = JSON.parse(JSON.stringify(given));
      const reading = readWebhook({ id: "d", name, payload: payloadOf }, 7);
      if (reading.type !== "work") return;
      expect(["star", "constructor"]).not.toContain(name);
      expect(reading.work.length).toBeLessThanOrEqual(3);
      for (const { hints } of reading.work) if (hints.presses !== undefined) expect(name).toBe("check_run");
      if (name === "issue_comment") expect(JSON.stringify(payloadOf)).toMatch(/plan/iu);
    },
  );
});

describe("our own record", () => {
  const packed = textOf(
    ["[", "]", "{", "}", ",", '"', ":", "0", "-1", "1", "version", "words", "null", "[[],[],"],
    3_000,
  );

  fuzz("damaged in any way is read as none, or as unreadable", packed, (text) => {
    const encoded = Buffer.from(text).toString("base64url");
    const block = `<!-- plan-gate-record ${encoded} -->`;
    for (const whole of [block, text, `${block}\n${text}`, block.slice(0, -9)]) {
      expect(readLedger(checkRun("a", whole), 1).state).not.toBe("read");
    }
  });
});
