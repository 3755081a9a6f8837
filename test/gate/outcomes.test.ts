import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyEntry, formatLedger } from "../../src/approval/record/ledger.ts";
import { digestOf } from "../../src/approval/digest.ts";
import {
  approveWord,
  architect,
  checkRun,
  digestIn,
  type Files,
  idOf,
  judge,
  judgeFirst,
  pullRequest,
  read,
  shas,
  standing,
  type World,
} from "./world.ts";
import { nothingFound } from "../plan/judge.ts";

const plan = readFileSync(
  join(resolve(import.meta.dirname, ".."), "fixtures", "plans", "f-15-docker-compose-stack.md"),
  "utf8",
);
const folder = ".specify/specs/f-15-docker-compose-stack";
const spec = "# Specification\n\nThe stack collects metrics, logs and traces of all services.\n";
const readme = { "README.md": "# Shop\n" };
const withSpec: Files = { ...readme, [`${folder}/spec.md`]: spec };
const withPlan: Files = { ...withSpec, [`${folder}/plan.md`]: plan };

function outcome(world: World): string {
  const decided = judgeFirst(world);
  const [feature] = decided.features;
  return `${decided.verdict} · ${decided.title}${feature ? ` · ${feature.outcome.type}` : ""}`;
}

describe("a pull request", () => {
  test("that gates nothing passes at once", () => {
    const world = { mergeBase: readme, head: { ...readme, "src/a.ts": "1" } };

    expect(outcome(world)).toBe("success · No plans changed");
  });

  test("that adds a complete plan waits for approval", () => {
    const world = { mergeBase: readme, head: withPlan };

    expect(outcome(world)).toBe(
      "action_required · F-15: waiting for approval by people with maintain permission · changed",
    );
  });

  test("that adds a thin plan fails, and the title counts the rows", () => {
    const head = { ...withSpec, [`${folder}/plan.md`]: "# Plan\n\n## Data model\n\nTBD\n" };

    expect(outcome({ mergeBase: withSpec, head })).toBe(`failure · F-15: ${nothingFound} · changed`);
  });

  test("that adds a plan without a specification fails on that alone", () => {
    const head = { ...readme, [`${folder}/plan.md`]: plan };

    expect(outcome({ mergeBase: readme, head })).toBe(
      'failure · F-15: "Specification exists" fails · changed',
    );
  });

  test("that changes only the specification of a planned feature passes", () => {
    const head = { ...withPlan, [`${folder}/spec.md`]: `${spec}\nMore.\n` };

    expect(outcome({ mergeBase: withPlan, head })).toBe(
      "success · F-15: plan unchanged on `main` · unchanged",
    );
  });

  test("that adds only a specification passes: there is nothing to approve yet", () => {
    expect(outcome({ mergeBase: readme, head: withSpec })).toBe(
      "success · F-15: specification only, nothing to approve yet · spec-only",
    );
  });

  test("that adds tasks without a plan fails: step 3 before step 2", () => {
    const head = { ...withSpec, [`${folder}/tasks.md`]: "- [ ] T-1\n" };

    expect(outcome({ mergeBase: withSpec, head })).toBe(
      "failure · F-15: `tasks.md` without `plan.md` · failed",
    );
  });

  test("that adds tasks and a data model without a plan fails too", () => {
    const head = { ...withSpec, [`${folder}/tasks.md`]: "- [ ] T-1\n", [`${folder}/data-model.md`]: "# M\n" };

    expect(outcome({ mergeBase: withSpec, head })).toBe(
      "failure · F-15: `tasks.md` without `plan.md` · failed",
    );
  });

  test("that adds contracts without a plan fails", () => {
    const head = { ...withSpec, [`${folder}/contracts/api.yaml`]: "openapi: 3.1.0\n" };

    expect(outcome({ mergeBase: withSpec, head })).toBe("failure · F-15: there is no `plan.md` · failed");
  });

  test("that removes the plan while the feature stays fails", () => {
    expect(outcome({ mergeBase: withPlan, head: withSpec })).toBe(
      "failure · F-15: the plan is removed · failed",
    );
  });

  test("that removes the whole feature waits for approval of the removal", () => {
    const world = { mergeBase: withPlan, head: readme };

    expect(outcome(world)).toBe(
      "action_required · F-15: removed, waiting for approval by people with maintain permission · feature-removed",
    );
  });

  test("that removes a whole feature passes once the removal is approved", () => {
    const digest = digestOf([{ path: "plan.md", mode: "000000", blobId: idOf(plan) }]);
    const entry = { ...emptyEntry, words: [approveWord(folder, digest)] };
    const world = {
      mergeBase: withPlan,
      head: readme,
      entry,
      standings: { alice: standing(architect, "maintain") },
    };

    expect(outcome(world)).toBe(`success · Approved by @alice (${digest.slice(0, 12)}) · feature-removed`);
  });

  test("that removes a whole feature does not pass by an approval of the text that goes", () => {
    const entry = { ...emptyEntry, words: [approveWord(folder, digestIn(withPlan, folder))] };
    const standings = { alice: standing(architect, "maintain") };

    expect(outcome({ mergeBase: withPlan, head: readme, entry, standings })).toBe(
      "action_required · F-15: removed, waiting for approval by people with maintain permission · feature-removed",
    );
  });

  test("that renames a feature with identical text passes and says so", () => {
    const to = ".specify/specs/f-16-stack";
    const head = { ...readme, [`${to}/spec.md`]: spec, [`${to}/plan.md`]: plan };

    expect(outcome({ mergeBase: withPlan, head })).toBe(
      `success · F-16: renamed from \`${folder}\`, text identical · renamed`,
    );
  });

  test("that renames a feature and changes its text is judged", () => {
    const to = ".specify/specs/f-16-stack";
    const head = { ...readme, [`${to}/spec.md`]: spec, [`${to}/plan.md`]: `${plan}\nMore.\n` };
    const decided = judgeFirst({ mergeBase: withPlan, head });

    expect(decided.features.map(({ outcome: { type } }) => type).sort()).toEqual([
      "changed",
      "feature-removed",
    ]);
    expect(decided.verdict).toBe("action_required");
  });

  test("whose plan was changed on the base too fails: nobody saw the text a merge would make", () => {
    const world = {
      mergeBase: withPlan,
      base: { ...withPlan, [`${folder}/plan.md`]: `${plan}\nOn the base.\n` },
      head: { ...withPlan, [`${folder}/plan.md`]: `${plan}\nHere.\n` },
    };

    expect(outcome(world)).toBe("failure · F-15: the plan changed on the base too · failed");
  });

  test("that has the very text which the base has by now passes", () => {
    const next = { ...withPlan, [`${folder}/plan.md`]: `${plan}\nThe same.\n` };

    expect(outcome({ mergeBase: withPlan, base: next, head: next })).toBe(
      "success · F-15: plan unchanged on `main` · unchanged",
    );
  });

  test("that touches the feature beside a plan changed only on the base passes", () => {
    const world = {
      mergeBase: withPlan,
      base: { ...withPlan, [`${folder}/plan.md`]: `${plan}\nOn the base.\n` },
      head: { ...withPlan, [`${folder}/spec.md`]: `${spec}\nMore.\n` },
    };

    expect(outcome(world)).toBe("success · F-15: plan unchanged on `main` · unchanged");
  });

  test.each([
    ["a symlink", "symlink:../other.md"],
    ["a submodule", "submodule:x"],
  ])("whose plan is %s fails", (_name, text) => {
    const head = { ...withSpec, [`${folder}/plan.md`]: text };

    expect(outcome({ mergeBase: withSpec, head })).toBe("failure · F-15: the plan cannot be read · failed");
  });

  test("whose plan is a directory fails", () => {
    const head = { ...withSpec, [`${folder}/plan.md/part.md`]: plan };

    expect(outcome({ mergeBase: withSpec, head })).toBe("failure · F-15: the plan cannot be read · failed");
  });

  test("whose plan has been a directory on the base fails", () => {
    const folderPlan = { ...withSpec, [`${folder}/plan.md/part.md`]: plan };
    const head = { ...folderPlan, [`${folder}/spec.md`]: `${spec}\nMore.\n` };

    expect(outcome({ mergeBase: folderPlan, head })).toBe("failure · F-15: the plan cannot be read · failed");
  });

  test("whose plan becomes a directory while contracts change fails", () => {
    const head = {
      ...withSpec,
      [`${folder}/plan.md/part.md`]: plan,
      [`${folder}/contracts/a.yaml`]: "a: 1\n",
    };

    expect(outcome({ mergeBase: withPlan, head })).toBe("failure · F-15: the plan cannot be read · failed");
  });

  test.each([
    ["empty", { state: "text", text: " \n", bytes: 2 }, "`plan.md` is empty."],
    ["not UTF-8", { state: "not-utf8", bytes: 9 }, "`plan.md` is not UTF-8 text. Save it as UTF-8."],
    ["over 256 KiB", { state: "too-large", bytes: 300_000 }, tooLarge()],
    ["over 256 KiB though it was read", { state: "text", text: "x", bytes: 300_000 }, tooLarge()],
  ])("whose plan is %s fails with that reason", (_name, blob, message) => {
    const answers = { [`blob ${idOf(plan)}`]: blob };
    const [feature] = judgeFirst({ mergeBase: withSpec, head: withPlan, answers }).features;

    expect(feature?.outcome).toMatchObject({ type: "failed", reason: "plan-unreadable", message });
  });

  test("whose plan is past the parser's bounds fails with that reason", () => {
    const head = { ...withSpec, [`${folder}/plan.md`]: "*a_ ".repeat(16_000) };
    const [feature] = judgeFirst({ mergeBase: withSpec, head }).features;

    expect(feature?.outcome).toMatchObject({ type: "failed", reason: "plan-unreadable" });
  });

  test("with two files that fold to one name fails", () => {
    const head = { ...withPlan, [`${folder}/PLAN.md`]: plan };

    expect(outcome({ mergeBase: withSpec, head })).toBe("failure · F-15: two files share one name · failed");
  });

  test("that hides a plan behind other case is gated all the same", () => {
    const head = { ...readme, ".Specify/specs/F-2-x/PLAN.md": plan, ".Specify/specs/F-2-x/Spec.md": spec };

    expect(outcome({ mergeBase: readme, head })).toContain("action_required · F-2: waiting");
  });

  test("that changes more than fifty features fails", () => {
    const many = Array.from({ length: 51 }, (_, n) => [`.specify/specs/f-${n}-x/spec.md`, spec]);

    expect(outcome({ mergeBase: readme, head: { ...readme, ...Object.fromEntries(many) } })).toBe(
      "failure · More than 50 features are changed; split the pull request",
    );
  });

  test("that changes more files of plans than can be read fails, and they are not read", () => {
    const files = Array.from({ length: 500 }, (_, n) => [`${folder}/contracts/${n}.yaml`, `n: ${n}`]);
    const world = { mergeBase: withSpec, head: { ...withPlan, ...Object.fromEntries(files) } };

    expect(outcome(world)).toBe(
      "failure · The changed plans have more than 500 files; split the pull request",
    );
    const blobs = read(world)
      .rounds.flat()
      .filter(({ type }) => type === "blob");
    expect(blobs.length).toBeLessThan(2);
  });

  test.each([
    ["1 MiB of text", "word\n".repeat(45_000)],
    ["20,000 lines", "\n".repeat(4_500)],
  ])("whose plans have more than %s together fails, and nobody's word is asked for", (bound, text) => {
    const files = Array.from({ length: 5 }, (_, n) => [`${folder}/contracts/${n}.md`, `${n}\n${text}`]);
    const world = { mergeBase: withSpec, head: { ...withPlan, ...Object.fromEntries(files) } };

    expect(outcome(world)).toBe(
      `failure · The changed plans have more than ${bound}; split the pull request`,
    );
    const standings = read(world)
      .rounds.flat()
      .filter(({ type }) => type === "standing");
    expect(standings).toEqual([]);
  });

  test("with more text than is read fails", () => {
    const files = Array.from({ length: 17 }, (_, n) => [
      `${folder}/contracts/${n}.md`,
      `${n}${"a".repeat(255 * 1024)}`,
    ]);
    const world = { mergeBase: withSpec, head: { ...withPlan, ...Object.fromEntries(files) } };

    expect(outcome(world)).toBe(
      "failure · The pull request's plans, specifications and settings have more than 4 MiB of text; split the pull request",
    );
  });

  test("with tasks beside a plan that is not yet approved is warned", () => {
    const head = { ...withPlan, [`${folder}/tasks.md`]: "- [ ] T-1\n" };
    const [feature] = judgeFirst({ mergeBase: withSpec, head }).features;
    const rows = feature?.outcome.type === "changed" ? feature.outcome.judged.findings : [];

    expect(rows.find(({ ruleId }) => ruleId === "tasks-after-approval")).toMatchObject({
      status: "fail",
      severity: "warning",
    });
    expect(feature?.phase).toBe("tasks");
  });

  test("with a house rule it cannot meet fails by that rule", () => {
    const config = "sections:\n  - id: rollout\n    title: Rollout plan\n    headings: [Zugabe]\n";

    expect(outcome({ mergeBase: withSpec, head: withPlan, config })).toBe(
      'failure · F-15: "Rollout plan" fails · changed',
    );
  });

  test("with several failing checks that are no rows counts them", () => {
    const config =
      "sections:\n  - {id: one, title: One, headings: [Zugabe]}\n  - {id: two, title: Two, headings: [Nachspiel]}\n";

    expect(outcome({ mergeBase: withSpec, head: withPlan, config })).toBe(
      "failure · F-15: 2 checks fail · changed",
    );
  });
});

describe("rows that failed on the base already", () => {
  const thin = { ...withSpec, [`${folder}/plan.md`]: "# Plan\n\n## Data model\n\nTBD\n" };
  const head = { ...withSpec, [`${folder}/plan.md`]: "# Plan\n\n## Data model\n\nTBD, later\n" };

  test("are warnings by default", () => {
    expect(judgeFirst({ mergeBase: thin, head }).verdict).toBe("action_required");
  });

  test("are errors with `legacy: strict`", () => {
    expect(judgeFirst({ mergeBase: thin, head, config: "legacy: strict\n" }).verdict).toBe("failure");
  });

  test("are errors where the old plan could not be judged", () => {
    const refused = { ...withSpec, [`${folder}/plan.md`]: "*a_ ".repeat(16_000) };

    expect(judgeFirst({ mergeBase: refused, head }).verdict).toBe("failure");
  });
});

describe("several pull requests on one head", () => {
  const other = { ...pullRequest, number: 6, baseRef: "release" };

  test("get the worst verdict, naming the one that blocks", () => {
    const quiet = { ...pullRequest, number: 5 };
    const unchanged = {
      baseSha: shas.base,
      mergeBaseSha: shas.mergeBase,
      files: [],
      commits: [],
      totalCommits: 0,
    };
    const decision = judge({
      mergeBase: withSpec,
      head: withPlan,
      pull: quiet,
      others: [other],
      answers: { [`comparison main...${shas.head}`]: unchanged },
    });

    expect(decision.verdict).toBe("action_required");
    expect(decision.title).toBe(
      "#6, which shares this head: F-15: waiting for approval by people with maintain permission",
    );
  });

  test("are named by the one that blocks, whichever of them is looked at", () => {
    const lower = { ...pullRequest, number: 4 };
    const decision = judge({ mergeBase: withSpec, head: withPlan, others: [lower] });

    expect(decision.title).toContain("#4, which shares this head: F-15: waiting for approval");
  });

  test("past five are a failure that names them", () => {
    const others = [6, 7, 8, 9, 10].map((number) => ({ ...pullRequest, number }));
    const decision = judge({ mergeBase: readme, head: readme, others });

    expect(decision.verdict).toBe("failure");
    expect(decision.title).toBe("More than 5 open pull requests share this head: #5, #6, #7, #8, #9, #10");
  });

  test("past five lose nothing of the record", () => {
    const others = [6, 7, 8, 9, 10].map((number) => ({ ...pullRequest, number }));
    const entry = { ...emptyEntry, lastCommentId: 8 };
    const world = { mergeBase: readme, head: readme, others, entry, hints: { headSha: shas.head } };

    expect(judge(world).ledger).toMatchObject({ repositoryId: 7, pullRequests: { "5": entry } });
  });

  test("past five are all in the record, their own of earlier heads still to be gathered", () => {
    const others = [6, 7, 8, 9, 10, 11, 12].map((number) => ({ ...pullRequest, number }));
    const { ledger } = judge({ mergeBase: readme, head: readme, others });

    expect(Object.keys(ledger.pullRequests)).toEqual(["5", "6", "7", "8", "9", "10", "11", "12"]);
    expect(ledger.pullRequests["12"]?.isUngathered).toBe(true);
  });

  test("past twenty cannot be kept in mind: the head stays shut, whichever are closed", () => {
    const others = Array.from({ length: 20 }, (_, index) => ({ ...pullRequest, number: index + 6 }));
    const crowded = judge({ mergeBase: readme, head: readme, others, entry: emptyEntry });
    const text = formatLedger(crowded.ledger) ?? "";
    const answers = { [`check-run ${shas.head}`]: checkRun(shas.head, text, "failure") };
    const later = judge({ mergeBase: readme, head: readme, answers });

    expect(Object.keys(crowded.ledger.pullRequests)).toEqual(["5"]);
    for (const { verdict, title, ledger } of [crowded, later]) {
      expect(`${verdict} · ${title}`).toBe(
        "failure · More than 20 pull requests were open on this commit, too many to keep in mind; push another commit",
      );
      expect(ledger.isCrowded).toBe(true);
    }
  });

  test("are found through the record where GitHub does not list them", () => {
    const fork = { ...pullRequest, headRepositoryId: 8 };
    const twin = { ...fork, number: 6 };
    const world: World = {
      mergeBase: readme,
      head: { ...readme, a: "1" },
      pull: fork,
      others: [twin],
      answers: { [`pulls-of-head ${shas.head}`]: [] },
      entry: emptyEntry,
    };
    const decision = judge(world);

    expect(decision.pullRequests.map(({ number }) => number)).toEqual([5]);
  });
});

test("a digest is over sorted names, modes and blobs", () => {
  const files = [
    { path: "plan.md", mode: "100644", blobId: idOf("a") },
    { path: "contracts/a.yaml", mode: "100644", blobId: idOf("b") },
  ];

  expect(digestOf(files)).toBe(digestOf([...files].reverse()));
});

function tooLarge(): string {
  return "`plan.md` is larger than 256 KiB. Move details into sibling files.";
}
