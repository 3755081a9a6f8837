import { describe, expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { digestOf } from "../../src/approval/digest.ts";
import { textDigest } from "../../src/gate/compared-text.ts";
import { goodPlan } from "../live/scene.ts";
import {
  approveWord,
  architect,
  checkRun,
  digestIn,
  type Files,
  idOf,
  judge,
  judgeFirst,
  ledgerText,
  pullRequest,
  read,
  shas,
  standing,
  treeOf,
  type World,
} from "./world.ts";
import { lacksEvidence } from "../plan/judge.ts";

const config = "approval:\n  users: [alice]\nlegacy: strict\nspec: with-plan\n";
const folder = ".specify/specs/f-15-stack";
const planPath = `${folder}/plan.md`;
const specPath = `${folder}/spec.md`;
const spec = "# Spec\n\nA team sees what its services say, in one place.\n\n- [ ] reviewed\n";
const otherSpec = spec.replace("one place", "two places");
const planned: Files = { [specPath]: spec, [planPath]: goodPlan };
const maintains = { alice: standing(architect, "maintain") };

/** As the gate names the text with its specification. */
function digestWithSpec(files: Files): string {
  const blobs = Object.fromEntries(
    Object.values(files).map((text) => [idOf(text), { state: "text", text, bytes: text.length } as const]),
  );
  const inside = treeOf(files).map((entry) => ({ ...entry, path: entry.path.slice(folder.length + 1) }));
  const gated = inside.filter(({ path }) => path !== "tasks.md");
  return textDigest({ gated, specName: "spec.md" }, blobs);
}

function approvedAs(files: Files): Partial<World> {
  return {
    entry: { ...emptyEntry, words: [approveWord(folder, digestWithSpec(files))] },
    standings: maintains,
  };
}

function verdict(changes: Partial<World>): string {
  const { verdict: said, title } = judgeFirst({ config, mergeBase: {}, head: planned, ...changes });
  return `${said} · ${title}`;
}

const waiting = "action_required · F-15: waiting for approval by @alice";
const approved = /^success · Approved by @alice \(/;

describe("a specification that is approved with its plan", () => {
  test("waits with it, and is approved with it", () => {
    expect(verdict({ standings: maintains })).toBe(waiting);
    expect(verdict(approvedAs(planned))).toMatch(approved);
  });

  test("is not approved by who approved the plan alone", () => {
    const words = [approveWord(folder, digestIn(planned, folder))];

    expect(verdict({ entry: { ...emptyEntry, words }, standings: maintains })).toBe(waiting);
  });

  test("voids the approval when it is changed", () => {
    expect(verdict({ ...approvedAs(planned), head: { ...planned, [specPath]: otherSpec } })).toBe(waiting);
  });

  test("is asked for again when it alone is changed, beside a plan that is on the base", () => {
    const head = { ...planned, [specPath]: otherSpec };

    expect(verdict({ mergeBase: planned, head, standings: maintains })).toBe(waiting);
    expect(verdict({ mergeBase: planned, head, ...approvedAs(head) })).toMatch(approved);
  });

  test("is asked for under the name of a fork's head as well", () => {
    expect(verdict({ pull: { headRepositoryId: 8 }, standings: maintains })).toBe(waiting);
  });

  test("is judged by the config of the default branch, whatever the pull request makes of it", () => {
    const head = { ...planned, [specPath]: otherSpec, ".github/plan-gate.yml": "spec: exists\n" };
    const mergeBase = { ...planned, ".github/plan-gate.yml": config };
    const { features, config: settings } = judgeFirst({ config, mergeBase, head, standings: maintains });

    expect(features.map(({ outcome }) => outcome.type)).toEqual(["changed"]);
    expect(settings?.verdict).toBe("action_required");
    const { features: before } = judgeFirst({ config: null, mergeBase: planned, head });
    expect(before.map(({ outcome }) => outcome.type)).toEqual(["unchanged"]);
  });

  test("is no change of text where boxes are ticked", () => {
    const ticked = { ...planned, [specPath]: spec.replace("[ ]", "[x]") };

    expect(verdict({ ...approvedAs(planned), head: ticked })).toMatch(approved);
    expect(verdict({ ...approvedAs(ticked) })).toMatch(approved);
    expect(verdict({ mergeBase: planned, head: ticked })).toMatch(/^success · /);
    expect(verdict({ mergeBase: ticked, head: planned })).toMatch(/^success · /);
    expect(verdict({ mergeBase: planned, base: ticked, head: { ...planned, "a.md": "a" } })).toMatch(
      /^success/,
    );
  });

  test("is no change of text where tasks are ticked", () => {
    const tasks = `${folder}/tasks.md`;
    const mergeBase = { ...planned, [tasks]: "- [ ] one\n" };

    expect(verdict({ mergeBase, head: { ...planned, [tasks]: "- [x] one\n" } })).toMatch(/^success · /);
  });

  test("must be seen together with what the base made of the plan", () => {
    const head = { ...planned, [specPath]: otherSpec };
    const base = { ...planned, [planPath]: `${goodPlan}\nMore.\n` };

    expect(verdict({ mergeBase: planned, base, head, ...approvedAs(head) })).toMatch(
      /^failure · F-15: the plan changed on the base too/,
    );
  });

  test("must be seen with the plan that came to the base meanwhile", () => {
    const mergeBase = { [specPath]: spec };

    expect(verdict({ mergeBase, base: planned, head: { [specPath]: otherSpec } })).toMatch(
      /^failure · F-15: the plan changed on the base too/,
    );
  });

  test("fails the plan's prerequisite where it is taken away", () => {
    const head = { [planPath]: goodPlan };

    expect(verdict({ mergeBase: planned, head, standings: maintains })).toBe(
      'failure · F-15: "Specification exists" fails',
    );
  });

  test("is approved once more when the change is reverted to what nobody approved here", () => {
    const mergeBase = { ...planned, [specPath]: otherSpec };

    expect(verdict({ mergeBase, head: planned, standings: maintains })).toBe(waiting);
  });

  test("has nothing to be approved with before there is a plan", () => {
    for (const mergeBase of [{}, { [specPath]: otherSpec }, planOnly(specPath)])
      expect(verdict({ mergeBase, head: { [specPath]: spec } })).toMatch(/^success · /);
    expect(verdict({ mergeBase: { [specPath]: spec }, head: {} })).toMatch(/^success · /);
  });

  test("moves with its plan, or not at all", () => {
    const moved = {
      ".specify/specs/f-16-stack/spec.md": spec,
      ".specify/specs/f-16-stack/plan.md": goodPlan,
    };

    expect(verdict({ mergeBase: planned, head: moved })).toMatch(/^success · /);
    const changed = { ...moved, ".specify/specs/f-16-stack/spec.md": otherSpec };
    expect(verdict({ mergeBase: planned, head: changed, standings: maintains })).toMatch(/^action_required/);
  });

  test.each([
    ["a symlink", "symlink:../other.md", /^failure · F-15: the plan cannot be read/],
    ["a gap", `${spec}\nNEEDS CLARIFICATION: which?\n`, 'failure · F-15: "No placeholders left" fails'],
  ])("is refused as %s", (_name, text, refusal) => {
    expect(verdict({ head: { ...planned, [specPath]: text }, standings: maintains })).toEqual(
      typeof refusal === "string" ? refusal : expect.stringMatching(refusal),
    );
  });

  test.each([
    [{ state: "not-utf8", bytes: 10 }, "`spec.md` is not UTF-8 text. Save it as UTF-8."],
    [
      { state: "too-large", bytes: 300_000 },
      "`spec.md` is larger than 256 KiB. Move details into sibling files.",
    ],
    [
      { state: "text", text: "x", bytes: 300_000 },
      "`spec.md` is larger than 256 KiB. Move details into sibling files.",
    ],
  ])("is refused where nobody can be shown it", (blob, message) => {
    const { features } = judgeFirst({
      config,
      mergeBase: {},
      head: planned,
      answers: { [`blob ${idOf(spec)}`]: blob },
      standings: maintains,
    });

    expect(features[0]?.outcome).toMatchObject({
      type: "failed",
      reason: "plan-unreadable",
      message,
    });
  });

  test("is shown to who approves, and what changed in it", () => {
    const head = { ...planned, [specPath]: otherSpec };
    const [feature] = judgeFirst({ config, mergeBase: planned, head, standings: maintains }).features;
    const judged = feature?.outcome.type === "changed" ? feature.outcome.judged : null;

    expect(judged?.reviewerSections[0]).toEqual({
      title: "Specification",
      quotes: [{ path: specPath, startLine: 1, endLine: 5, text: otherSpec }],
    });
    expect(judged?.wordChanges[0]?.places.map(({ path }) => path)).toEqual(["spec.md"]);
  });

  test("gives no evidence for the plan's rows", () => {
    const head = { [specPath]: `${spec}\n${goodPlan}`, [planPath]: "# Plan\n\nWe do it.\n" };

    expect(verdict({ head, standings: maintains })).toMatch(
      new RegExp(`^failure · F-15: ${lacksEvidence.source}`),
    );
  });
});

test("only where the config says so, texts of specifications are read to compare them", () => {
  const head = { ...planned, [specPath]: otherSpec };
  const asked = (text: string | null) =>
    read({ config: text, mergeBase: planned, head })
      .rounds.flat()
      .flatMap((need) => (need.type === "blob" ? [need.blobId] : []));

  expect(asked(config)).toEqual(expect.arrayContaining([idOf(spec), idOf(otherSpec)]));
  expect(asked(null)).not.toContain(idOf(spec));
});

describe("in a merge group", () => {
  const key = {
    type: "merge-group",
    installationId: 1,
    owner: "acme",
    repo: "shop",
    headSha: shas.head,
    headRef: `refs/heads/gh-readonly-queue/main/pr-5-${shas.base}`,
    baseSha: shas.mergeBase,
  } as const;
  const pullHead = "d".repeat(40);

  function group(approvedText: string, head: Files): string {
    const words = [approveWord(folder, approvedText)];
    const restsOn = [{ subject: folder, digest: approvedText }];
    const text = ledgerText({ "5": { ...emptyEntry, words, restsOn } });
    const { verdict: said, title } = judge({
      config,
      mergeBase: { ...planned, [specPath]: otherSpec },
      head,
      key,
      pull: { headSha: pullHead },
      answers: { [`check-run ${pullHead}`]: checkRun(pullHead, text, "success") },
    });
    return `${said} · ${title}`;
  }

  test("a specification passes that was approved with its plan, ticked or not", () => {
    const ticked = { ...planned, [specPath]: spec.replace("[ ]", "[x]") };

    expect(group(digestWithSpec(planned), planned)).toMatch(/^success/);
    expect(group(digestWithSpec(planned), ticked)).toMatch(/^success/);
  });

  test("one that was not is refused", () => {
    expect(group(digestIn(planned, folder), planned)).toMatch(
      /^failure · F-15: the text in this merge group/,
    );
  });
});

describe("code", () => {
  const change = "e".repeat(40);
  const mergedHead = "f".repeat(40);
  const codeConfig = `${config}implementation:\n  paths: ["src/**"]\n  require: approved-plan\n`;
  const merged = {
    ...pullRequest,
    number: 12,
    headSha: mergedHead,
    state: "closed",
    isMerged: true,
  } as const;

  function code(
    word: Parameters<typeof approveWord>[1] | ReturnType<typeof approveWord>,
    { settings = codeConfig, base = planned }: { settings?: string; base?: Files } = {},
  ): string {
    const words = [typeof word === "string" ? approveWord(folder, word) : word];
    const text = ledgerText({ "12": { ...emptyEntry, words } });
    return verdict({
      config: settings,
      mergeBase: base,
      head: { ...base, "src/a.ts": "1\n" },
      pull: { featureTrailers: ["F-15"] },
      answers: {
        [`path-history ${shas.mergeBase}:${specPath}`]: [change],
        [`path-history ${shas.mergeBase}:${planPath}`]: [change],
        [`merged-pulls ${change}`]: [merged],
        [`check-run ${mergedHead}`]: checkRun(mergedHead, text, "success"),
      },
    });
  }

  test("follows the plan whose specification was approved with it, ticked or not", () => {
    const ticked = { ...planned, [specPath]: spec.replace("[ ]", "[x]") };

    expect(code(digestWithSpec(planned))).toMatch(
      /^success · implements F-15 · plan approved by @alice in #12/,
    );
    expect(code(digestWithSpec(planned), { base: ticked })).toMatch(
      /^success · implements F-15 · plan approved/,
    );
  });

  test("waits where the specification changed since", () => {
    const base = { ...planned, [specPath]: otherSpec };

    expect(code(digestWithSpec(planned), { base })).toMatch(/the plan changed since it was approved$/);
  });

  test("finds no record in an approval of the plan alone, given before the specification belonged to it", () => {
    const alone = digestIn(planned, folder);

    expect(code(alone)).toMatch(
      /^failure · Code before its plan: F-15: no approval of its plan is on record$/,
    );
    expect(code(alone, { settings: codeConfig.replace("legacy: strict\n", "") })).toMatch(/^success/);
  });

  test("follows an approval with the specification where it no longer belongs to the text", () => {
    const files = treeOf(planned).map(({ path, mode, blobId }) => ({
      path: path.slice(folder.length + 1),
      mode,
      blobId,
    }));
    const word = { ...approveWord(folder, digestOf(files)), files };
    const settings = codeConfig.replace("spec: with-plan\n", "");

    expect(code(word, { settings })).toMatch(/^success · implements F-15 · plan approved by @alice in #12/);
    const changed = { ...planned, [planPath]: `${goodPlan}\nMore.\n` };
    expect(code(word, { settings, base: changed })).toMatch(/the plan changed since it was approved$/);
  });
});

function planOnly(path: string): Files {
  return { [path]: `${spec}\nMore.\n` };
}
