import { describe, expect, test } from "vitest";
import { checkActions, waitingSubjects } from "../../../src/render/check-run/check-actions.ts";
import { feature, judged, pullRequest, subject, word } from "../example.ts";

const config = {
  verdict: "action_required",
  title: "waiting",
  problems: [],
  path: ".github/plan-gate.yml",
  subject: subject({ subject: "config", commandName: "config", digest: "c".repeat(64) }),
} as const;

function waitingFeature(id: string, digit: string) {
  const own = subject({ subject: id, commandName: id, digest: digit.repeat(64) });
  return feature({
    feature: { id, path: id },
    outcome: { type: "changed", judged: judged({ subject: own }) },
  });
}

describe("the buttons of the check run", () => {
  test("approve the one text that waits", () => {
    expect(checkActions([pullRequest()])).toEqual([
      {
        label: "Approve plan",
        description: "Approves the text 3f2a91c04b7e",
        identifier: "3f2a91c04b7e:e3b0c44",
      },
    ]);
  });

  test("approve the settings by name", () => {
    expect(checkActions([pullRequest({ features: [], config })])).toEqual([
      {
        label: "Approve config",
        description: "Approves the text cccccccccccc",
        identifier: "cccccccccccc:e3b0c44",
      },
    ]);
  });

  test("are three at most, named by feature, within GitHub's limits", () => {
    const long = "20260319-143022-docker-compose";
    const actions = checkActions([
      pullRequest({
        features: [
          waitingFeature("F-1", "1"),
          waitingFeature(long, "2"),
          waitingFeature("F-3", "3"),
          waitingFeature("F-4", "4"),
        ],
        config,
      }),
    ]);

    expect(actions.map(({ label }) => label)).toEqual(["Approve F-1", "Approve 20260319-14…", "Approve F-3"]);
    for (const action of actions) {
      expect(Array.from(action.label).length).toBeLessThanOrEqual(20);
      expect(action.description.length).toBeLessThanOrEqual(40);
      expect(action.identifier).toHaveLength(20);
    }
  });

  test("are within GitHub's limits also where it counts UTF-16 units", () => {
    const features = [waitingFeature("🐳".repeat(30), "1"), waitingFeature("F-2", "2")];

    expect(checkActions([pullRequest({ features })]).map(({ label }) => label)).toEqual([
      `Approve ${"🐳".repeat(5)}…`,
      "Approve F-2",
    ]);
  });

  test("are offered once for a text that several pull requests have", () => {
    expect(checkActions([pullRequest(), pullRequest({ number: 13 })])).toHaveLength(1);
  });

  test("are not offered where buttons do not count", () => {
    expect(checkActions([pullRequest({ methods: ["comment", "review"] })])).toEqual([]);
  });

  test("are offered for a rejected text, and say what was said against it", () => {
    const rejection = word({ type: "reject" });
    const own = subject({ approval: { state: "rejected", rejections: [rejection] } });
    const rejected = pullRequest({
      features: [feature({ outcome: { type: "changed", judged: judged({ subject: own }) } })],
      record: [rejection],
    });

    const [button] = checkActions([rejected]);

    expect(button?.identifier).toMatch(/^3f2a91c04b7e:(?!e3b0c44)[0-9a-f]{7}$/);
  });

  test.each([
    ["rows are missing", subject({ isReady: false })],
    ["it is approved", subject({ approval: { state: "approved", approvals: [word()] } })],
  ])("are not offered for a text where %s", (_, own) => {
    expect(
      checkActions([
        pullRequest({
          features: [feature({ outcome: { type: "changed", judged: judged({ subject: own }) } })],
        }),
      ]),
    ).toEqual([]);
  });
});

test("removed features wait too, the settings come last, and others have no text", () => {
  const features = [
    feature({ outcome: { type: "spec-only" } }),
    feature({ outcome: { type: "feature-removed", subject: subject({ subject: "gone" }) } }),
  ];

  expect(waitingSubjects(pullRequest({ features, config })).map((one) => one.subject)).toEqual([
    "gone",
    "config",
  ]);
});
