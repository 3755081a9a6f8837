import { describe, expect, it } from "vitest";
import { findingOf } from "./judge.ts";

describe("failure modes", () => {
  it.each([
    ["names alone", "- Network\n- Disk\n"],
    [
      "a risk without an answer",
      "- The link between both sites is slow while the nightly backup runs over it.\n",
    ],
    ["an answer that is only a name", "**Mitigation**: retry\n"],
  ])("are not satisfied by %s, which is shown as close", (_name, text) => {
    const finding = findingOf(`# Plan\n\n## Failure modes\n\n${text}`, "failure-modes");

    expect(finding.status).toBe("fail");
    expect(finding.nearMisses).not.toEqual([]);
  });
});
