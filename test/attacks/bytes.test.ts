import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openLiveGate, type LiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene } from "../live/scene.ts";
import { openPlan, waitingForAlice } from "./opened.ts";

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12345\n`;

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

describe("what is in the bytes of a pull request", { timeout: 60_000 }, () => {
  test("a plan whose mode alone is changed waits for approval anew", async () => {
    const scene = openScene(gate, { files: featureFiles() });

    const head = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "feature",
      files: { [`${feature}/plan.md`]: { executable: goodPlan } },
    });
    scene.open();

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });

  test("a pointer to a large file is named for what it is", async () => {
    const scene = openScene(gate);

    const { head } = await openPlan(scene, featureFiles(feature, pointer));

    expect(await scene.verdict(head)).toBe("failure · F-15: the plan cannot be read");
    expect((await scene.check(head)).output.summary).toContain("is a pointer to Git LFS");
  });

  test.each(["contracts/api.yaml", "contracts/events.json", "data-model.md"])(
    "a pointer to a large file beside the plan is named for what it is: %s",
    async (name) => {
      const scene = openScene(gate);
      const files = { ...featureFiles(), [`${feature}/${name}`]: pointer };

      const { head } = await openPlan(scene, files);

      expect(await scene.verdict(head)).toBe("failure · F-15: the plan cannot be read");
      expect((await scene.check(head)).output.summary).toContain(`${name}\u0060 is a pointer to Git LFS`);
    },
  );

  test.each([
    ".speci\u200cfy",
    ".\ufeffspecify",
    ".spec\u200bify",
    "SPECIF~1",
    "SP07CB~1",
    ".specify.",
    ".specify ",
    ".specify::$INDEX_ALLOCATION",
  ])("a folder that another file system takes for .specify is one: %j", async (folder) => {
    const scene = openScene(gate);

    const { head } = await openPlan(scene, featureFiles(feature.replace(".specify", folder)));

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval/);
  });

  test.each([
    ["[", "the YAML is nested more than 32 deep. Write it flatter."],
    ["- ", "the YAML is nested more than 32 deep. Write it flatter."],
  ])("a config of 65,000 %j is refused with a line, and the server goes on", async (piece, message) => {
    const scene = openScene(gate);
    const head = scene.push({ ".github/plan-gate.yml": piece.repeat(65_000 / piece.length) });
    scene.open();

    const { conclusion, output } = await scene.check(head);

    expect(conclusion).toBe("failure");
    expect(JSON.stringify(output)).toContain(message.replace(/\.$/, ""));
  });
});
