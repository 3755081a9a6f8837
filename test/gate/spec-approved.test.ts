import { describe, expect, test } from "vitest";
import { specSubject } from "../../src/approval/approval.ts";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { specId } from "../../src/gate/compared-text.ts";
import { digestOf } from "../../src/approval/digest.ts";
import type { Finding } from "../../src/plan/finding.ts";
import { goodPlan, soundSpec } from "../live/scene.ts";
import {
  approveWord,
  architect,
  checkRun,
  comment,
  digestIn,
  type Files,
  idOf,
  judge,
  judgeFirst,
  ledgerText,
  pullRequest,
  shas,
  standing,
  type World,
} from "./world.ts";

const config = "approval:\n  users: [alice]\nlegacy: strict\nspec: approved\n";
const folder = ".specify/specs/f-15-stack";
const planPath = `${folder}/plan.md`;
const specPath = `${folder}/spec.md`;
const spec = soundSpec;
const otherSpec = spec.replace("metrics of every service", "logs of every service");
const specified: Files = { [specPath]: spec };
const planned: Files = { [specPath]: spec, [planPath]: goodPlan };
const maintains = { alice: standing(architect, "maintain") };

/** As the gate names a specification by itself. */
function specDigest(text = spec, mode = "100644"): string {
  return digestOf([{ path: "spec.md", mode, blobId: specId(text) }]);
}

const ofSpec = (text = spec) => approveWord(specSubject(folder), specDigest(text));
const ofPlan = (files = planned) => approveWord(folder, digestIn(files, folder));

function withWords(...words: readonly ReturnType<typeof approveWord>[]): Partial<World> {
  return { entry: { ...emptyEntry, words }, standings: maintains };
}

function judged(changes: Partial<World>) {
  return judgeFirst({ config, mergeBase: {}, head: planned, standings: maintains, ...changes });
}

function verdict(changes: Partial<World>): string {
  const { verdict: said, title } = judged(changes);
  return `${said} · ${title}`;
}

/** The row of the plan about its specification. */
function prerequisite(changes: Partial<World>): Finding | undefined {
  const plan = judged(changes).features.find(({ part }) => part === "plan");
  const rows = plan?.outcome.type === "changed" ? plan.outcome.judged.findings : [];
  return rows.find(({ ruleId }) => ruleId === "spec-exists");
}

const waiting = "action_required · F-15 spec: waiting for approval by @alice";

describe("a specification with a gate of its own", () => {
  test("waits by itself, before there is a plan", () => {
    expect(verdict({ head: specified })).toBe(waiting);
    expect(verdict({ head: specified, ...withWords(ofSpec()) })).toBe(
      `success · Approved by @alice (${specDigest().slice(0, 12)})`,
    );
    expect(judged({ head: specified }).features.map(({ part }) => part)).toEqual(["spec"]);
  });

  test("waits for another approval once it is changed", () => {
    expect(verdict({ head: { [specPath]: otherSpec }, ...withWords(ofSpec()) })).toBe(waiting);
  });

  test("is approved before its plan, and neither approval is one of the other", () => {
    expect(verdict({})).toBe(waiting);
    expect(verdict(withWords(ofPlan()))).toBe(waiting);
    expect(verdict(withWords(ofSpec()))).toBe("action_required · F-15: waiting for approval by @alice");
    expect(verdict(withWords(ofSpec(), ofPlan()))).toBe("success · Approved by @alice");
  });

  test("asks for nothing where it is as on the base, and its plan is changed", () => {
    const changes = { mergeBase: specified, head: planned };

    expect(verdict(changes)).toBe("action_required · F-15: waiting for approval by @alice");
    expect(prerequisite(changes)).toMatchObject({
      status: "pass",
      message: "The specification is on `main`.",
    });
  });

  test("is asked for alone where its plan stays as it is", () => {
    const changes = { mergeBase: planned, head: { ...planned, [specPath]: otherSpec } };

    expect(verdict(changes)).toBe(waiting);
    expect(verdict({ ...changes, ...withWords(ofSpec(otherSpec)) })).toMatch(
      /^success · Approved by @alice \(/,
    );
    expect(judged(changes).features.map(({ part, title }) => `${part}: ${title}`)).toEqual([
      "spec: waiting for approval by @alice",
      "plan: plan unchanged on `main`",
    ]);
  });

  test("is no change of text where boxes are ticked, here or in tasks", () => {
    const boxed = `${spec}\n- [ ] agreed with operations\n`;
    const ticked = boxed.replace("[ ]", "[x]");
    const tasks = `${folder}/tasks.md`;

    expect(verdict({ head: { [specPath]: ticked }, ...withWords(ofSpec(boxed)) })).toMatch(/^success/);
    expect(verdict({ mergeBase: { [specPath]: boxed }, head: { [specPath]: ticked } })).toMatch(/^success/);
    expect(
      verdict({
        mergeBase: { ...planned, [tasks]: "- [ ] one\n" },
        head: { ...planned, [tasks]: "- [x] one\n" },
      }),
    ).toMatch(/^success/);
    const sly = ticked.replace("operations", "nobody");
    expect(verdict({ head: { [specPath]: sly }, ...withWords(ofSpec(boxed)) })).toBe(waiting);
  });

  test("fails by its own rows, which are errors, and each can be waived or softened", () => {
    const vague = "# Search\n\n- FR-1: Results must be shown fast.\n- FR-2: Results must be sorted well.\n";
    const changes = { head: { [specPath]: vague } };
    const softer = `${config}rules:\n  spec-testable: warning\n  spec-unambiguous: off\n  spec-dependencies: warning\n`;

    expect(verdict(changes)).toBe("failure · F-15 spec: 3 checks fail");
    expect(verdict({ ...changes, ...withWords(ofSpec(vague)) })).toBe("failure · F-15 spec: 3 checks fail");
    expect(verdict({ ...changes, config: softer })).toBe(waiting);
    const waivers = ["spec-testable", "spec-unambiguous", "spec-dependencies"].map((ruleId) => ({
      ...ofSpec(vague),
      type: "waive" as const,
      ruleId,
      reason: "a spike",
    }));
    expect(verdict({ ...changes, ...withWords(...waivers) })).toBe(waiting);
  });

  test("keeps its plan from being approved while its own rows fail", () => {
    const head = { ...planned, [specPath]: "# Search\n\nResults are shown fast.\n" };

    expect(verdict({ head })).toMatch(/^failure · F-15 spec: \d checks fail$/);
    expect(prerequisite({ head })).toMatchObject({
      status: "fail",
      fix: { instruction: "The specification's own rows come first: see what the check says of it." },
    });
  });

  test("on a base that has it, rows that failed there are warnings unless the config is strict", () => {
    const before = "# Search\n\nResults are shown fast.\n";
    const changes = { mergeBase: { [specPath]: before }, head: { [specPath]: `${before}\nAnd slow.\n` } };

    expect(verdict(changes)).toMatch(/^failure/);
    expect(verdict({ ...changes, config: config.replace("strict", "warn") })).toBe(waiting);
  });

  test("is named in the plan's row with the very command to type", () => {
    expect(prerequisite({})).toMatchObject({
      status: "fail",
      message: "The specification is changed here and not approved yet.",
      fix: {
        instruction: `Have the specification approved first, by \`/approve-spec F-15 ${specDigest().slice(0, 12)}\`.`,
      },
    });
    expect(prerequisite(withWords(ofSpec()))).toMatchObject({
      status: "pass",
      message: `The specification is approved here by @alice (\`${specDigest().slice(0, 12)}\`).`,
    });
  });

  test("of a folder with a long name is named by its digest", () => {
    const long = `${folder}-${"x".repeat(60)}`;
    const twin = `apps/web/.specify/specs/f-15-${"y".repeat(60)}`;
    const head = Object.fromEntries(
      [long, twin].flatMap((path) => [
        [`${path}/spec.md`, spec],
        [`${path}/plan.md`, goodPlan],
      ]),
    );

    expect(prerequisite({ head })?.fix?.instruction).toBe(
      `Have the specification approved first, by \`/approve-spec ${specDigest().slice(0, 12)}\`.`,
    );
  });

  test("holds its plan no more than the config lets the row about it do", () => {
    const softer = `${config}rules:\n  spec-exists: warning\n`;

    expect(judged({ config: softer }).features.map(({ part, title }) => `${part}: ${title}`)).toEqual([
      "spec: waiting for approval by @alice",
      "plan: waiting for approval by @alice",
    ]);
  });

  test("that is waived for its plan still waits itself", () => {
    const waiver = { ...ofPlan(), type: "waive" as const, ruleId: "spec-exists", reason: "urgent" };

    expect(judged(withWords(waiver)).features.map(({ part, title }) => `${part}: ${title}`)).toEqual([
      "spec: waiting for approval by @alice",
      "plan: waiting for approval by @alice",
    ]);
  });

  test("that somebody rejected shuts its plan as well", () => {
    const rejection = { ...ofSpec(), type: "reject" as const, reason: "too vague" };

    expect(verdict(withWords(rejection, ofPlan()))).toBe("failure · F-15 spec: rejected by @alice");
  });

  test("leaves a rejection of its plan what it is", () => {
    const rejection = { ...ofPlan(), type: "reject" as const, reason: "no" };

    expect(verdict(withWords(rejection))).toBe("failure · F-15: rejected by @alice");
  });

  test("that goes by itself, its plan staying, is a failure", () => {
    expect(verdict({ mergeBase: planned, head: { [planPath]: goodPlan } })).toBe(
      "failure · F-15 spec: the specification is removed",
    );
    expect(verdict({ mergeBase: planned, head: { [planPath]: `${goodPlan}\nMore.\n` } })).toMatch(/^failure/);
  });

  test("that was all of its feature goes by an approval of that", () => {
    const changes = { mergeBase: specified, head: { "README.md": "x" } };
    const gone = approveWord(specSubject(folder), specDigest(spec, "000000"));

    expect(verdict(changes)).toBe("action_required · F-15 spec: removed, waiting for approval by @alice");
    expect(verdict({ ...changes, ...withWords(ofSpec()) })).toMatch(/^action_required/);
    expect(verdict({ ...changes, ...withWords(gone) })).toMatch(/^success · Approved by @alice \(/);
  });

  test("goes with the whole feature by one approval, in which it is counted", () => {
    const changes = { mergeBase: planned, head: { "README.md": "x" } };
    const files = [
      { path: "plan.md", mode: "000000", blobId: idOf(goodPlan) },
      { path: "spec.md", mode: "000000", blobId: specId(spec) },
    ];

    expect(verdict(changes)).toBe("action_required · F-15: removed, waiting for approval by @alice");
    expect(verdict({ ...changes, ...withWords(approveWord(folder, digestOf(files))) })).toMatch(/^success/);
    expect(verdict({ ...changes, ...withWords(approveWord(folder, digestOf(files.slice(0, 1)))) })).toMatch(
      /^action_required/,
    );
    const base = { ...planned, [specPath]: otherSpec };
    expect(verdict({ ...changes, base, ...withWords(approveWord(folder, digestOf(files))) })).toMatch(
      /^failure · F-15 spec: the specification changed on the base too/,
    );
  });

  test("moves with its feature where both texts stay the same, and is asked for where it does not", () => {
    const to = ".specify/specs/f-16-stack";
    const moved = { [`${to}/spec.md`]: spec, [`${to}/plan.md`]: goodPlan };

    expect(verdict({ mergeBase: planned, head: moved })).toMatch(/^success · F-16: renamed/);
    expect(verdict({ mergeBase: specified, head: { [`${to}/spec.md`]: spec } })).toMatch(/^success/);
    const changed = judged({ mergeBase: planned, head: { ...moved, [`${to}/spec.md`]: otherSpec } });
    expect(changed.features.map(({ feature, part, verdict: said }) => [feature.id, part, said])).toEqual([
      ["F-15", "plan", "action_required"],
      ["F-16", "spec", "action_required"],
      ["F-16", "plan", "action_required"],
    ]);
  });

  test("that was changed on the base too is a text that nobody has seen", () => {
    const base = { ...planned, [specPath]: `${spec}\nOn the base.\n` };

    expect(verdict({ mergeBase: planned, base, head: { ...planned, [specPath]: otherSpec } })).toMatch(
      /^failure · F-15 spec: the specification changed on the base too/,
    );
    expect(verdict({ mergeBase: planned, base, head: { ...planned, "a.md": "a" } })).toMatch(/^success/);
    expect(verdict({ mergeBase: planned, base, head: base })).toMatch(/^success/);
  });

  test.each([
    ["a symlink", { [specPath]: "symlink:../other.md" }],
    ["a submodule", { [specPath]: "submodule:x" }],
    ["a folder", { [`${specPath}/a.md`]: spec }],
  ])("is refused as %s", (_name, files) => {
    expect(verdict({ head: { ...files, [planPath]: goodPlan } })).toMatch(
      /^failure · F-15 spec: the specification cannot be read/,
    );
  });

  test("under two spellings is refused as a whole", () => {
    expect(verdict({ head: { ...planned, [`${folder}/SPEC.md`]: spec } })).toMatch(
      /^failure · F-15: two files share one name/,
    );
  });

  test.each([
    [{ state: "not-utf8", bytes: 10 }, "`spec.md` is not UTF-8 text. Save it as UTF-8."],
    [
      { state: "too-large", bytes: 300_000 },
      "`spec.md` is larger than 256 KiB. Move details into sibling files.",
    ],
    [{ state: "text", text: "  \n", bytes: 3 }, `\`${specPath}\` is empty. Write the specification.`],
  ])("is refused where nobody can be shown it", (blob, message) => {
    const { features, verdict: said } = judged({ answers: { [`blob ${idOf(spec)}`]: blob } });

    expect(said).toBe("failure");
    expect(features[0]?.outcome).toMatchObject({ type: "failed", reason: "spec-unreadable", message });
    const plan = features.find(({ part }) => part === "plan");
    expect(plan?.verdict).toBe("failure");
  });

  test("shows the reviewer what it says, and what changed in it", () => {
    const [part] = judged({ mergeBase: specified, head: { [specPath]: otherSpec } }).features;
    const shown = part?.outcome.type === "spec-changed" ? part.outcome.judged : null;

    expect(shown?.reviewerSections[0]?.title).toBe("Specification");
    expect(shown?.wordChanges.map(({ since, places }) => [since.type, places[0]?.path])).toEqual([
      ["base", "spec.md"],
    ]);
    expect(shown?.findings.map(({ ruleId }) => ruleId)).toEqual([
      "spec-testable",
      "spec-atomic",
      "spec-unambiguous",
      "spec-dependencies",
      "no-placeholders",
      "no-hidden-text",
    ]);
  });

  test("is approved by a command of its own, which a plan's is not", () => {
    const shown = {
      subject: specSubject(folder),
      digest: specDigest(),
      at: "2026-03-01T10:00:00Z",
      after: null,
    };
    const entry = { ...emptyEntry, shown: [shown] };
    const say = (body: string) =>
      judged({ head: specified, entry, comments: [comment(100, architect, body)], standings: maintains });

    expect(say("/approve-spec F-15").verdict).toBe("success");
    expect(say("/approve-spec").verdict).toBe("success");
    expect(say(`/approve-spec ${specPath}`).verdict).toBe("success");
    const refused = say("/approve-plan F-15");
    expect(refused.verdict).toBe("action_required");
    expect(refused.commands).toMatchObject([
      {
        state: "refused",
        message:
          "`F-15` names no text that is gated here: no plan is changed. Its specification is approved by `/approve-spec`.",
      },
    ]);
  });

  test("is judged by the config of the default branch, whatever the pull request makes of it", () => {
    const head = { ...planned, [specPath]: otherSpec, ".github/plan-gate.yml": "spec: exists\n" };
    const mergeBase = { ...planned, ".github/plan-gate.yml": config };

    expect(verdict({ mergeBase, head })).toMatch(/^action_required · (?:config|F-15 spec): waiting/);
    expect(judged({ mergeBase, head }).features[0]?.part).toBe("spec");
    const without = judged({ config: null, mergeBase: planned, head });
    expect(without.features.map(({ part }) => part)).toEqual(["plan"]);
  });

  test("of a fork is asked for as well", () => {
    expect(verdict({ pull: { headRepositoryId: 8 } })).toBe(waiting);
  });

  test("of many is judged up to the bounds", () => {
    const head = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`.specify/specs/f-${index + 1}-x/spec.md`, spec]),
    );
    const { features } = judged({ head });

    expect(features).toHaveLength(12);
    const many = Object.fromEntries(
      Array.from({ length: 51 }, (_, index) => [`.specify/specs/f-${index + 1}-x/spec.md`, spec]),
    );
    expect(verdict({ head: many })).toMatch(/^failure · More than 50 features are changed/);
  });
});

describe("on two bases", () => {
  const pull = { baseRef: "release" };

  test("the stricter change of the specification counts", () => {
    expect(verdict({ pull })).toBe(waiting);
    expect(verdict({ pull, mergeBase: specified, head: {} })).toMatch(
      /^action_required · F-15 spec: removed/,
    );
    expect(verdict({ pull, mergeBase: planned, head: { [planPath]: goodPlan } })).toMatch(/^failure/);
  });
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

  function group(words: readonly ReturnType<typeof approveWord>[], files: Partial<World>): string {
    const restsOn = words.map(({ subject, digest }) => ({ subject, digest }));
    const text = ledgerText({ "5": { ...emptyEntry, words, restsOn } });
    const { verdict: said, title } = judge({
      config,
      mergeBase: {},
      head: specified,
      ...files,
      key,
      pull: { headSha: pullHead },
      answers: { [`check-run ${pullHead}`]: checkRun(pullHead, text, "success") },
    });
    return `${said} · ${title}`;
  }

  test("the approved specification passes, ticked or not, and no other", () => {
    const boxed = `${spec}\n- [ ] agreed\n`;

    expect(group([ofSpec()], {})).toMatch(/^success/);
    expect(group([ofSpec(boxed)], { head: { [specPath]: boxed.replace("[ ]", "[x]") } })).toMatch(/^success/);
    expect(group([ofSpec()], { head: { [specPath]: otherSpec } })).toBe(
      "failure · F-15 spec: the text in this merge group is not the one that was approved",
    );
  });

  test("the approval of a plan is none of its specification, nor the other way round", () => {
    expect(group([ofPlan()], { head: planned })).toMatch(
      /^failure · F-15 spec: the text in this merge group/,
    );
    expect(group([ofSpec()], { head: planned })).toMatch(/^failure · F-15: the text in this merge group/);
    expect(group([ofSpec(), ofPlan()], { head: planned })).toMatch(/^success/);
  });

  test("a specification that goes needs the approval of that, and one that cannot be judged is refused", () => {
    const gone = approveWord(specSubject(folder), specDigest(spec, "000000"));

    expect(group([ofSpec()], { mergeBase: specified, head: {} })).toMatch(/^failure/);
    expect(group([gone], { mergeBase: specified, head: {} })).toMatch(/^success/);
    expect(group([ofSpec()], { head: { [specPath]: "symlink:x" } })).toBe(
      "failure · F-15 spec: the merge group holds a specification that cannot be judged",
    );
  });
});

describe("code", () => {
  const change = "e".repeat(40);
  const mergedHead = "f".repeat(40);
  const merged = {
    ...pullRequest,
    number: 12,
    headSha: mergedHead,
    state: "closed",
    isMerged: true,
  } as const;

  test("follows the approved plan, whose own text the specification is not", () => {
    const text = ledgerText({ "12": { ...emptyEntry, words: [ofSpec(), ofPlan()] } });
    const said = verdict({
      config: `${config}implementation:\n  paths: ["src/**"]\n  require: approved-plan\n`,
      mergeBase: planned,
      head: { ...planned, "src/a.ts": "1\n" },
      pull: { featureTrailers: ["F-15"] },
      answers: {
        [`path-history ${shas.mergeBase}:${planPath}`]: [change],
        [`merged-pulls ${change}`]: [merged],
        [`check-run ${mergedHead}`]: checkRun(mergedHead, text, "success"),
      },
    });

    expect(said).toMatch(/^success · implements F-15 · plan approved by @alice in #12/);
  });
});
