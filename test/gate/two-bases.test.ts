import { describe, expect, test } from "vitest";
import type { ChangedFile, Commit } from "../../src/pull-request/content.ts";
import {
  architect,
  author,
  comment,
  commit,
  type Files,
  idOf,
  judge,
  judgeFirst,
  pullRequest,
  read,
  repository,
  shas,
  standing,
  type World,
} from "./world.ts";

const folder = ".specify/specs/f-1-x";
const plan = `${folder}/plan.md`;
const spec = {
  [`${folder}/spec.md`]: "# Specification\n\nWhat the feature does for its users, at length.\n",
};
const config = ".github/plan-gate.yml";

interface Branches {
  readonly main: Files;
  readonly release: Files;
  readonly head: Files;
  readonly commits?: { readonly main: readonly Commit[]; readonly release: readonly Commit[] };
  readonly totalOnMain?: number;
  readonly isGuarded?: boolean;
}

/** A pull request into `release`, which is up to date with both branches. */
function worldOf({ main, release, head, commits, totalOnMain, isGuarded = false }: Branches): World {
  const files = (from: Files): readonly ChangedFile[] =>
    [...new Set([...Object.keys(from), ...Object.keys(head)])]
      .filter((path) => from[path] !== head[path])
      .map((path) => ({
        path,
        previousPath: null,
        status: head[path] === undefined ? "removed" : "modified",
        blobId: idOf(head[path] ?? from[path] ?? ""),
      }));
  const level = (sha: string, from: Files, own: readonly Commit[], total = own.length) => ({
    baseSha: sha,
    mergeBaseSha: sha,
    files: files(from),
    commits: own,
    totalCommits: total,
  });
  const own = commits ?? { main: [commit(shas.head, [])], release: [commit(shas.head, [])] };
  return {
    mergeBase: main,
    base: release,
    head,
    pull: { baseRef: "release" },
    config: "approval:\n  users: [alice]\n",
    standings: { alice: standing(architect, "maintain") },
    answers: {
      [`comparison main...${shas.head}`]: level(shas.mergeBase, main, own.main, totalOnMain),
      [`comparison release...${shas.head}`]: level(shas.base, release, own.release),
      "enforcement release": { state: isGuarded ? "required-and-bound" : "not-required" },
    },
  };
}

describe("a pull request into a branch beside the default one", () => {
  const thin = "# Plan\n\n## Data models\n";
  const edited = { ...spec, [plan]: `${thin}\nMore.\n` };

  test("has old faults only where the text had them on both", () => {
    const isNew = judgeFirst(worldOf({ main: spec, release: { ...spec, [plan]: thin }, head: edited }));
    const isOld = judgeFirst(
      worldOf({ main: { ...spec, [plan]: `${thin}\n` }, release: { ...spec, [plan]: thin }, head: edited }),
    );

    expect(isNew.title).toMatch(/rows have no evidence$/);
    expect(isOld.title).not.toMatch(/rows have no evidence$/);
  });

  test("has its specification and its tasks on the base only where both branches have them", () => {
    const tasks = { [`${folder}/tasks.md`]: "- [ ] T-1\n" };
    const head = { ...edited, ...tasks };
    const shown = (main: Files) => {
      const [feature] = judgeFirst(worldOf({ main, release: { ...spec, ...tasks }, head })).features;
      const outcome = feature?.outcome;
      const findings = outcome?.type === "changed" ? outcome.judged.findings : [];
      return findings.find(({ ruleId }) => ruleId === "tasks-after-approval")?.status;
    };

    expect(shown({})).toBe("fail");
    expect(shown({ ...spec, ...tasks })).toBe("pass");
  });

  test("removes a feature from both: an approval is for all that goes", () => {
    const decided = judgeFirst(
      worldOf({ main: { ...spec, [plan]: "One\n" }, release: { ...spec, [plan]: "Two\n" }, head: {} }),
    );
    const outcome = decided.features[0]?.outcome;

    expect(outcome?.type === "feature-removed" && outcome.subject.files.map(({ blobId }) => blobId)).toEqual([
      idOf("Two\n"),
      idOf("One\n"),
    ]);
  });

  test("removes the settings from both in the same way", () => {
    const decided = judgeFirst(
      worldOf({
        main: { [config]: "approval:\n  users: [alice]\n" },
        release: { [config]: "approval:\n  users: [bob]\n" },
        head: {},
      }),
    );

    expect(decided.config?.subject.files).toHaveLength(2);
  });

  test("asks what the stricter branch asks, whichever that is", () => {
    const kept = { ...spec, [plan]: "One\n" };
    const other = { ...spec, [plan]: "Two\n" };
    const head = { ...kept, [`${folder}/notes.md`]: "A note.\n" };
    const onMain = judgeFirst(worldOf({ main: kept, release: other, head }));
    const onRelease = judgeFirst(worldOf({ main: other, release: kept, head }));

    expect(onMain.features[0]?.outcome.type).toBe("changed");
    expect(onRelease.features[0]?.outcome.type).toBe("changed");
  });
});

describe("a commit that is also the head of a pull request into a fork", () => {
  const world: World = { mergeBase: spec, head: { ...spec, "src/a.ts": "1" } };
  const fork = { ...repository, id: 8, owner: "mona" };
  const hints = { headSha: shas.head, baseRef: "main", defaultBranch: "main" };

  test("is judged without that one, whatever its number is", () => {
    for (const number of [5, 6]) {
      const foreign = { ...pullRequest, number, baseRef: "gone", repository: fork };
      const answers = { [`pulls-of-head ${shas.head}`]: [foreign, pullRequest] };
      const decided = judge({ ...world, hints, answers });

      expect(decided.pullRequests.map(({ baseRef }) => baseRef)).toEqual(["main"]);
    }
  });

  test("keeps the record of its own repository where there are too many pull requests to judge", () => {
    const foreign = { ...pullRequest, number: 99, repository: fork };
    const own = [5, 6, 7, 8, 9, 10].map((number) => ({ ...pullRequest, number }));
    const answers = { [`pulls-of-head ${shas.head}`]: [foreign, ...own] };

    expect(judge({ ...world, hints, answers }).ledger.repositoryId).toBe(repository.id);
  });
});

describe("the people of a base that does not require the check", () => {
  const lower = "e".repeat(40);
  const commits = {
    main: [commit(lower, [shas.mergeBase], architect), commit(shas.head, [lower], author)],
    release: [commit(shas.head, [lower], author)],
  };
  const branches: Branches = { main: spec, release: spec, head: { ...spec, [plan]: "One\n" }, commits };
  const suspects = (world: World): readonly string[] =>
    read({ ...world, comments: [comment(1, architect, "/approve-plan")] })
      .rounds.flat()
      .flatMap((need) => (need.type === "named-entries" ? need.commitSha : []));

  test("count with all they did since the default branch", () => {
    expect(suspects(worldOf(branches))).toContain(lower);
  });

  test("do not count where the base was judged itself", () => {
    expect(suspects(worldOf({ ...branches, isGuarded: true }))).not.toContain(lower);
  });

  test("are unknown where there are too many commits to look through", () => {
    const world = worldOf({ ...branches, totalOnMain: 300 });
    const decided = judgeFirst({ ...world, comments: [comment(1, architect, "/approve-plan")] });

    expect(decided.verdict).not.toBe("success");
  });
});
