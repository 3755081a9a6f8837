import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { decide } from "../../src/gate/decide.ts";
import {
  implementationFiles,
  inFeatures,
  isImplementation,
  mayHideCode,
} from "../../src/gate/implementation-files.ts";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { digestOf } from "../../src/approval/digest.ts";
import { shortName } from "../../src/approval/record/room.ts";
import type { Word } from "../../src/approval/approval.ts";
import type { Account } from "../../src/pull-request/account.ts";
import {
  approveWord,
  architect,
  author,
  checkRun,
  comment,
  commit,
  digestIn,
  type Files,
  idOf,
  identity,
  judge,
  judgeFirst,
  ledgerText,
  pullRequest,
  read,
  repository,
  shas,
  standing,
  type World,
} from "./world.ts";

const config = 'implementation:\n  paths: ["src/**"]\n  require: approved-plan\n';
const folder = ".specify/specs/f-15-stack";
const other = ".specify/specs/f-16-login";
const planned: Files = {
  [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n",
  [`${folder}/plan.md`]: "# Plan\n",
};
const specified: Files = { [`${other}/spec.md`]: "# Spec\n" };
const code: Files = { "src/a.ts": "1\n" };
const change = "e".repeat(40);
const mergedHead = "f".repeat(40);

/** A merged pull request that brought a text, and what its check run says. */
interface Brought {
  readonly words?: readonly Word[];
  /** On which of them the check rests; not noted unless given. */
  readonly restsOn?: readonly Word[];
  readonly conclusion?: string;
  readonly number?: number;
  /** The change, newest first in the order of the list. */
  readonly sha?: string;
  readonly path?: string;
  /** Of the feature. */
  readonly within?: string;
}

function brought(...merges: readonly Brought[]): NonNullable<World["answers"]> {
  const answers: Record<string, unknown> = {};
  for (const { words, restsOn, conclusion = "success", number = 12, sha = change, ...where } of merges) {
    const resting = restsOn?.map(({ subject, digest }) => ({ subject, digest }));
    const { path = "plan.md", within = folder } = where;
    const headSha = number === 12 ? mergedHead : String(number).repeat(20);
    const key = `path-history ${shas.mergeBase}:${within}/${path}`;
    const known = answers[key];
    answers[key] = [...(Array.isArray(known) ? known : []), sha];
    const pull = { ...pullRequest, number, headSha, state: "closed", isMerged: true };
    answers[`merged-pulls ${sha}`] = number === 0 ? [] : [pull];
    const text = words && ledgerText({ [String(number)]: { ...emptyEntry, words, restsOn: resting } });
    answers[`check-run ${headSha}`] = text === undefined ? null : checkRun(headSha, text, conclusion);
  }
  return answers;
}

const approval = approveWord(folder, digestIn(planned, folder));
const recorded = brought({ words: [approval] });

/** Code beside whatever is on the base. */
function world(changes: Partial<World> = {}): World {
  const { mergeBase = planned } = changes;
  return { config, mergeBase, head: { ...mergeBase, ...code }, answers: recorded, ...changes };
}

function naming(...featureTrailers: readonly string[]): Partial<World> {
  return { pull: { featureTrailers } };
}

function verdict(changes: Partial<World> = {}): string {
  const { verdict: said, title } = judgeFirst(world(changes));
  return `${said} · ${title}`;
}

const passes = "success · implements F-15 · plan approved by @alice in #12 (";

describe("code that names a feature whose plan was approved passes", () => {
  test.each([
    ["in the description", naming("F-15")],
    ["by its path", naming(folder)],
    ["in the branch", { pull: { headRef: "f-15-stack" } }],
    ["in the title", { pull: { title: "F-15: the stack" } }],
    ["in a title that reverts it", { pull: { title: 'Revert "F-15: the stack"' } }],
    ["from a fork", { pull: { featureTrailers: ["F-15"], headRepositoryId: 8 } }],
  ])("%s", (_name, changes) => {
    expect(verdict(changes)).toMatch(passes);
  });

  test("in a commit", () => {
    const commits = [{ ...commit(shas.head, [shas.mergeBase]), featureTrailers: ["F-15"] }];

    expect(verdict({ commits })).toMatch(passes);
  });

  describe("where the record was short of room and has a hash for its long name", () => {
    const long = `.specify/specs/f-15-${"a-long-name-".repeat(6)}stack`;
    const files = { [`${long}/spec.md`]: "# Spec\n\nWhat it is for.\n", [`${long}/plan.md`]: "# Plan\n" };
    const recordedAs = (subject: string): Partial<World> => {
      const words = [{ ...approval, subject: shortName(subject), digest: digestIn(files, long) }];
      return { ...naming("F-15"), mergeBase: files, answers: brought({ words, within: long }) };
    };

    test("of the feature", () => {
      expect(verdict(recordedAs(long))).toMatch(passes);
    });

    test("but not where that is another feature's", () => {
      expect(verdict(recordedAs(`${long}-x`))).toBe(
        "success · implements F-15 · plan on `main` before Plan Gate",
      );
    });
  });

  test("and says who approved which text where", () => {
    const decided = judgeFirst(world(naming("F-15")));

    expect(decided.implementation).toMatchObject({
      problems: [],
      base: "main",
      plans: [{ state: "approved", feature: { id: "F-15" }, approval: { pull: { number: 12 } } }],
    });
    expect(decided.title).toContain(digestIn(planned, folder).slice(0, 12));
  });

  test("and is not asked for by anything else: no comments, no people", () => {
    const hints = { headSha: shas.head, isOpened: true };
    const types = read({ ...world(naming("F-15")), hints })
      .rounds.flat()
      .map(({ type }) => type);

    expect(types).not.toContain("comments");
    expect(types.filter((type) => type === "path-history")).toHaveLength(1);
    expect(types.filter((type) => type === "merged-pulls")).toHaveLength(1);
  });
});

describe("code fails that", () => {
  test.each([
    ["names nothing", {}, "the code names no feature"],
    ["names what is not there", naming("F-99"), "there is no feature `F-99`"],
    ["names what an id begins with", naming("F-1"), "there is no feature `F-1`"],
    ["names what begins with an id", naming("F-150"), "there is no feature `F-150`"],
    [
      "names a feature that is only specified",
      { ...naming("F-16"), mergeBase: { ...planned, ...specified } },
      "F-16 has no plan yet",
    ],
    [
      "names an id that two features share",
      { ...naming("F-15"), mergeBase: { ...planned, "web/.specify/f-15-x/plan.md": "# Plan\n" } },
      "`F-15` names 2 features",
    ],
    [
      "names two features of which one is planned",
      { ...naming("F-15", "F-16"), mergeBase: { ...planned, ...specified } },
      "F-16 has no plan yet",
    ],
    ["names a feature whose plan was removed", { ...naming("F-15"), mergeBase: {} }, "there is no feature"],
    [
      "names more features than are looked up",
      naming("F-1", "F-2", "F-3", "F-4", "F-5", "F-6"),
      "6 features are named, and at most 5 are looked up",
    ],
    [
      "names a feature on a base too large to be listed",
      { ...naming("F-15"), answers: { [`named-entries ${shas.mergeBase}`]: null } },
      "whether there is a feature `F-15` could not be found out",
    ],
  ])("%s", (_name, changes, title) => {
    expect(verdict(changes)).toContain(`failure · Code before its plan: ${title}`);
  });

  test("names nothing, and tells the line to add and what is planned", () => {
    expect(judgeFirst(world()).implementation?.problems).toEqual([
      {
        title: "the code names no feature",
        message:
          "Say which plan it implements: add the line `Feature: F-15` in the description or in a commit's message. Planned are `F-15`.",
      },
    ]);
  });

  test("names what is not there, which may be new: then no other is suggested first", () => {
    expect(judgeFirst(world(naming("F-99"))).implementation?.problems).toEqual([
      {
        title: "there is no feature `F-99`",
        message:
          "Where it is new, have its plan approved first. Where another is meant, add the line `Feature: F-15` in the description or in a commit's message, and take this name out. Planned are `F-15`.",
      },
    ]);
  });

  test("names nothing where nothing is planned, or much is", () => {
    const ids = Array.from({ length: 7 }, (_, index) => `.specify/specs/f-${index + 1}-x/plan.md`);
    const many = Object.fromEntries(ids.map((path) => [path, "# Plan\n"]));
    const messages = [{}, many].map(
      (mergeBase) => judgeFirst(world({ mergeBase })).implementation?.problems[0]?.message,
    );

    expect(messages).toEqual([
      "Say which plan it implements: add the line `Feature: F-15` in the description or in a commit's message.",
      "Say which plan it implements: add the line `Feature: F-1` in the description or in a commit's message. Planned are `F-1`, `F-2`, `F-3`, `F-4`, `F-5` and 2 more.",
    ]);
  });

  test("names nothing, on a base too large to be listed", () => {
    const answers = { [`named-entries ${shas.mergeBase}`]: null };

    expect(judgeFirst(world({ answers })).implementation?.problems[0]?.message).toBe(
      "Say which plan it implements: add the line `Feature: F-15` in the description or in a commit's message.",
    );
  });
});

describe("the record of a plan on the base", () => {
  const named = naming("F-15");
  const older = approveWord(folder, "1".repeat(64));
  const earlier = { ...older, at: "2026-02-01T10:00:00Z" };

  test("is needed: a plan that changed after its approval is refused", () => {
    const answers = brought({ number: 0, sha: "1".repeat(40) }, { words: [older] });

    expect(verdict({ ...named, answers })).toBe(
      "failure · Code before its plan: F-15: the plan changed since it was approved",
    );
    expect(judgeFirst(world({ ...named, answers })).implementation?.problems[0]?.message).toBe(
      "@alice approved `111111111111` in #12, and `main` has other text. Have the plan in `.specify/specs/f-15-stack` approved as it is now: change it in a pull request, or restore what was approved.",
    );
  });

  test.each([
    ["of a check that was not green", brought({ words: [approval], conclusion: "failure" })],
    ["that the approver revoked", brought({ words: [approval, { ...approval, type: "revoke" }] })],
    ["of another feature's plan", brought({ words: [{ ...approval, subject: other }] })],
    ["of a pull request without a check run of ours", brought({})],
    ["of nothing: pushed without a pull request", brought({ number: 0 })],
    ["of no known change", {}],
  ])("is none %s", (_name, answers) => {
    expect(verdict({ ...named, answers })).toBe(
      "success · implements F-15 · plan on `main` before Plan Gate",
    );
    expect(verdict({ ...named, answers, config: `${config}legacy: strict\n` })).toBe(
      "failure · Code before its plan: F-15: no approval of its plan is on record",
    );
  });

  test("is what the green check rests on, and no word for a text that was there before, or lapsed", () => {
    const longer = { ...approval, subject: shortName(folder) };
    const lapsed = brought({ words: [approval, older], restsOn: [older] });

    expect(verdict({ ...named, answers: brought({ words: [approval, older], restsOn: [longer] }) })).toMatch(
      passes,
    );
    expect(verdict({ ...named, answers: lapsed })).toContain("changed since it was approved");
    expect(verdict({ ...named, answers: brought({ words: [approval], restsOn: [] }) })).toBe(
      "success · implements F-15 · plan on `main` before Plan Gate",
    );
  });

  test("that is an override is no approval, whoever approved beside it", () => {
    const override = { ...approval, type: "override", login: "root" } as const;
    const alone = judgeFirst(world({ ...named, answers: brought({ words: [override] }) }));

    expect(alone.title).toBe("Code before its plan: F-15: the plan was overridden, not approved");
    expect(alone.implementation?.problems).toEqual([
      {
        title: "F-15: the plan was overridden, not approved",
        message: `@root let the plan in \`${folder}\` through in #12 by an override. Have it approved with its next change, or let this code go by itself.`,
      },
    ]);
    expect(verdict({ ...named, answers: brought({ words: [approval, override] }) })).toContain("overridden");
  });

  test("that is an override gives way to an approval of the same text in another pull request", () => {
    const override = { ...approval, type: "override" } as const;
    const answers = brought({ words: [override], number: 11, sha: "1".repeat(40) }, { words: [approval] });
    const older = brought({ number: 0, sha: "1".repeat(40) }, { words: [override] });
    const otherText = brought(
      { number: 0, sha: "1".repeat(40) },
      { words: [{ ...override, digest: "1".repeat(64) }] },
    );

    expect(verdict({ ...named, answers })).toContain("overridden");
    expect(verdict({ ...named, answers: older })).toContain("overridden");
    expect(
      judgeFirst(world({ ...named, answers: otherText })).implementation?.problems[0]?.message,
    ).toContain("@alice overrode `111111111111` in #12");
  });

  test("is found where a file beside the plan was changed last, or removed", () => {
    const answers = brought(
      { words: [earlier], number: 11, sha: "1".repeat(40) },
      { words: [approval], path: "data-model.md" },
    );

    expect(verdict({ ...named, answers })).toMatch(passes);
  });

  test("is the newest of those in older changes: text that was restored is approved where nothing came after", () => {
    const first = brought({ number: 0, sha: "1".repeat(40) }, { words: [approval] });
    const second = brought(
      { number: 0, sha: "1".repeat(40) },
      { words: [{ ...older, at: "2026-03-02T10:00:00Z" }], number: 13, sha: "2".repeat(40) },
      { words: [approval] },
    );

    expect(verdict({ ...named, answers: first })).toMatch(passes);
    expect(verdict({ ...named, answers: second })).toContain("changed since it was approved");
    expect(
      verdict({
        ...named,
        answers: brought(
          { number: 0, sha: "1".repeat(40) },
          { words: [earlier], number: 13, sha: "2".repeat(40) },
          { words: [approval] },
        ),
      }),
    ).toMatch(passes);
  });

  test("names everybody who approved, each once", () => {
    const bob: Account = { id: 9, login: "bob", type: "User" };
    const byBob = approveWord(folder, approval.digest, bob);
    const twice = { ...approval, method: "comment", sourceId: "7" } as const;

    expect(verdict({ ...named, answers: brought({ words: [approval, twice, byBob] }) })).toContain(
      "plan approved by @alice and @bob in #12",
    );
  });

  test("is looked for in few places, however often the plan was changed", () => {
    const shasOfChanges = Array.from({ length: 10 }, (_, index) => String(index).repeat(40));
    const answers = brought(...shasOfChanges.map((sha) => ({ number: 0, sha })));
    const asked = read(world({ ...named, answers })).rounds.flat();

    expect(asked.filter(({ type }) => type === "merged-pulls")).toHaveLength(5);
  });

  test("of a renamed feature is sought under its old name", () => {
    const moved: Files = { [`${other}/spec.md`]: "# Spec\n", [`${other}/plan.md`]: "# Plan\n" };

    expect(verdict({ ...naming("F-16"), head: { ...moved, ...code } })).toContain(
      "implements F-16 · plan approved by @alice in #12",
    );
    expect(verdict({ ...naming("F-15"), head: { ...moved, ...code } })).toContain(
      "there is no feature `F-15`",
    );
  });
});

describe("a plan in the same pull request", () => {
  const head: Files = { ...planned, ...code };
  const named = { ...naming("F-15"), mergeBase: {}, head, answers: {} };
  const off = `${config}rules: {data-models: off, interfaces: off, error-handling: off, failure-modes: off, dependencies: off, testing: off, code-before-prompts: off, deterministic: off, cli-first: off, no-placeholders: off}\n`;

  test("keeps the code waiting until it is approved, and says so once", () => {
    const decided = judgeFirst(world({ ...named, config: off }));

    expect(decided.verdict).toBe("action_required");
    expect(decided.reasons).toHaveLength(1);
    expect(decided.implementation).toMatchObject({ plans: [{ state: "here" }], problems: [] });
  });

  test("opens with its approval", () => {
    const words = [approveWord(folder, digestIn(planned, folder))];
    const standings = { alice: standing(architect, "maintain") };

    expect(verdict({ ...named, config: off, entry: { ...emptyEntry, words }, standings })).toBe(
      `success · Approved by @alice (${digestIn(planned, folder).slice(0, 12)})`,
    );
  });

  test("does not stand in for that of another feature", () => {
    const words = [approveWord(folder, digestIn(planned, folder))];
    const standings = { alice: standing(architect, "maintain") };
    const pull = { featureTrailers: ["F-16"] };
    const mergeBase = specified;
    const changed = { mergeBase, head: { ...mergeBase, ...head } };

    expect(
      verdict({ ...named, ...changed, config: off, pull, entry: { ...emptyEntry, words }, standings }),
    ).toBe("failure · Code before its plan: F-16 has no plan yet");
  });

  test("that is a specification alone is none", () => {
    const spec = { [`${folder}/spec.md`]: "# Spec\n", ...code };

    expect(verdict({ ...named, head: spec })).toBe("failure · Code before its plan: F-15 has no plan yet");
  });

  test("that cannot be, keeps the code waiting as it does the feature", () => {
    const spec = { [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n", ...code };

    expect(verdict({ ...named, mergeBase: planned, head: spec })).toBe("failure · F-15: the plan is removed");
  });

  test("that goes, with the whole feature, waits for that alone", () => {
    expect(verdict({ ...named, mergeBase: planned, head: code })).toMatch(/^action_required · F-15: removed/);
  });

  test("that is untouched but for its tasks has its record on the base", () => {
    const tasks = { ...planned, ...code, [`${folder}/tasks.md`]: "- [x] T1\n" };

    expect(judgeFirst(world({ ...naming("F-15"), head: tasks })).implementation?.plans).toMatchObject([
      { state: "approved" },
    ]);
    expect(verdict({ ...naming("F-15"), head: tasks })).toMatch(/^success/);
  });
});

describe("a waiver of the missing plan", () => {
  const files = [{ path: "src/a.ts", mode: "added", blobId: idOf("1\n") }];
  const waiver: Word = {
    ...approveWord("implementation", digestOf(files)),
    type: "waive",
    ruleId: "implementation",
    reason: "a typo",
  };
  const standings = { alice: standing(architect, "maintain"), mona: standing(author, "maintain") };
  const waived = (word: Word): Partial<World> => ({ entry: { ...emptyEntry, words: [word] }, standings });

  test("lets the code go that it was given for", () => {
    const decided = judgeFirst(world(waived(waiver)));
    const { subject, digest } = waiver;

    expect(decided.verdict).toBe("success");
    expect(judge(world(waived(waiver))).ledger.pullRequests["5"]?.restsOn).toEqual([{ subject, digest }]);
    expect(decided.title).toBe("Code without a plan, waived by @alice");
    expect(decided.implementation?.waiver).toMatchObject({ reason: "a typo" });
  });

  test("does not stand for other code, nor for nobody's, nor beside the plan", () => {
    const more = { head: { ...planned, ...code, "src/b.ts": "2\n" } };
    const named = world({ ...waived(waiver), ...naming("F-15") });

    expect(judge(named).ledger.pullRequests["5"]?.restsOn ?? []).toEqual([]);
    expect(verdict({ ...waived(waiver), ...more })).toMatch(/^failure/);
    expect(verdict({ ...waived({ ...waiver, personId: 1, login: "mona" }) })).toMatch(/^failure/);
  });

  test("is given by a comment once the check has shown the code", () => {
    const entry = {
      ...emptyEntry,
      shown: [
        { subject: "implementation", digest: digestOf(files), at: "2026-03-01T10:00:00Z", after: null },
      ],
    };
    const comments = [comment(70, architect, "/waive-plan implementation a typo")];

    expect(verdict({ entry, standings, comments })).toMatch(/^success/);
  });

  test("is refused where the check had not shown the code, and from who wrote it", () => {
    const comments = [comment(70, architect, "/waive-plan implementation a typo")];
    const decided = judgeFirst(world({ entry: emptyEntry, standings, comments }));
    const commits = [{ ...commit(shas.head, [shas.mergeBase]), coAuthors: [identity(architect)] }];
    const own = judgeFirst(world({ ...waived(waiver), commits }));

    expect(decided.commands).toMatchObject([
      {
        reason: "stale",
        message:
          "The check had not yet shown this state of the code when you wrote this. Look at what changed since and waive it again.",
      },
    ]);
    expect(own.verdict).toBe("failure");
  });

  test("counts for nobody where there are too many commits to know who wrote the code", () => {
    const commits = [commit(shas.head, [shas.mergeBase])];
    const comparison = {
      baseSha: shas.mergeBase,
      mergeBaseSha: shas.mergeBase,
      files: [{ path: "src/a.ts", previousPath: null, status: "added", blobId: idOf("1\n") }],
      commits,
      totalCommits: 400,
    };
    const answers = { ...recorded, [`comparison main...${shas.head}`]: comparison };

    expect(verdict({ ...waived(waiver), answers })).toMatch(/^failure/);
  });

  test("is named as what can be waived", () => {
    const comments = [comment(70, architect, "/waive-plan smoke because")];
    const decided = judgeFirst(world({ entry: emptyEntry, standings, comments }));

    expect(decided.commands).toMatchObject([
      { message: "`smoke` is not a row that fails here. Name one of `implementation`." },
    ]);
  });
});

describe("nothing is asked of", () => {
  const bot: Account = { id: 49, login: "dependabot[bot]", type: "Bot" };
  const excepting = `${config}  except:\n    authors: ["Dependabot[bot]"]\n    paths: ["src/gen/**"]\n`;
  const types = (changes: Partial<World>) =>
    read(world(changes))
      .rounds.flat()
      .map(({ type }) => type);

  test("code where the setting is off, or of other paths", () => {
    const docs = { head: { ...planned, "docs/a.md": "1\n" } };
    const none = types({ config: "version: 1\n" });

    expect(verdict({ config: "version: 1\n" })).toBe("success · No plans changed");
    expect(verdict(docs)).toBe("success · No plans changed");
    expect(types(docs)).toEqual(none);
  });

  test("what is planned itself, under whatever paths", () => {
    const all = 'implementation:\n  paths: ["**"]\n  require: approved-plan\n';
    const tasks = { ...planned, [`${folder}/tasks.md`]: "- [ ] T1\n", [`${folder}/spec.md`]: "# Spec 2\n" };

    expect(verdict({ config: all, head: tasks })).toMatch(/^success/);
    expect(verdict({ config: all, head: { ...tasks, "tasks.md": "1\n" } })).toMatch(/^failure/);
    const replanned = { ...planned, [`${folder}/plan.md`]: "# Plan 2\n" };
    expect(judgeFirst({ mergeBase: planned, head: replanned, config: all }).title).toMatch(/^F-15: /);
  });

  test("contracts with the plan of their folder, and no file that only lies where contracts would", () => {
    const place = "src/.specify/x";
    const contract = { [`${place}/contracts/a.ts`]: "1\n" };

    expect(verdict({ head: { ...planned, ...contract } })).toMatch(/^failure · Code before its plan: /);
    expect(verdict({ head: { ...planned, [`${place}/data-model.md/a.ts`]: "1\n" } })).toMatch(/^failure/);
    expect(
      judgeFirst(world({ head: { ...planned, ...contract, [`${place}/plan.md`]: "# Plan\n" } })).title,
    ).toMatch(/^x: /);
    expect(
      verdict({
        mergeBase: { ...planned, [`${place}/tasks.md`]: "- [ ] T1\n" },
        head: { ...planned, ...contract },
      }),
    ).toMatch(/^failure/);
  });

  test("contracts of a feature that stands already, and those that move with it to another name", () => {
    const all = 'implementation:\n  paths: ["**"]\n  require: approved-plan\n';
    const contract = { [`${folder}/contracts/a.ts`]: "1\n" };
    const moved = Object.entries({ ...planned, ...contract }).map(([path, text]) => [
      path.replace("f-15-stack", "f-15-the-stack"),
      text,
    ]);

    const edited = judgeFirst(world({ config: all, head: { ...planned, ...contract } }));
    const renamed = judgeFirst(
      world({ config: all, mergeBase: { ...planned, ...contract }, head: Object.fromEntries(moved) }),
    );

    expect(edited).toMatchObject({ verdict: "action_required", implementation: null });
    expect(edited.title).toMatch(/^F-15: /);
    expect(renamed).toMatchObject({ verdict: "success", implementation: null });
  });

  test("excepted paths, and excepted authors with commits of their own alone", () => {
    const byBot = [commit(shas.head, [shas.mergeBase], bot)];
    const pull = { author: bot };

    expect(verdict({ config: excepting, head: { ...planned, "src/gen/a.ts": "1\n" } })).toMatch(/^success/);
    expect(verdict({ config: excepting, pull, commits: byBot })).toBe("success · No plans changed");
    expect(types({ config: excepting, pull, commits: byBot })).not.toContain("named-entries");
    expect(verdict({ config: excepting, pull })).toMatch(/^failure/);
    expect(
      verdict({ config: excepting, pull, commits: [commit(shas.head, [shas.mergeBase], null)] }),
    ).toMatch(/^failure/);
    expect(verdict({ config: excepting, pull: { author: null } })).toMatch(/^failure/);
    expect(verdict({ config: excepting, commits: byBot })).toMatch(/^failure/);
  });

  test("a rename out of the code, or into it under another spelling, is not overlooked", () => {
    const file = { path: "SRC/a.ts", previousPath: null, status: "added", blobId: idOf("1\n") };
    const comparison = (change: object) => ({
      baseSha: shas.mergeBase,
      mergeBaseSha: shas.mergeBase,
      files: [{ ...file, ...change }],
      commits: [commit(shas.head, [shas.mergeBase])],
      totalCommits: 1,
    });
    const about = (change: object): Partial<World> => ({
      answers: { [`comparison main...${shas.head}`]: comparison(change) },
    });

    expect(verdict(about({}))).toMatch(/^failure/);
    expect(verdict(about({ path: "lib/a.ts", previousPath: "src/a.ts", blobId: null }))).toMatch(/^failure/);
  });
});

describe("on a branch that is not the default one", () => {
  const ahead: Files = { ...planned, "src/old.ts": "0\n" };
  const comparisons = (own: Files) => ({
    [`comparison dev...${shas.head}`]: {
      baseSha: shas.base,
      mergeBaseSha: shas.mergeBase,
      files: Object.keys(own).map((path) => ({
        path,
        previousPath: null,
        status: "added",
        blobId: idOf(path),
      })),
      commits: [],
      totalCommits: 0,
    },
  });
  const pull = { baseRef: "dev" };

  test("that requires the check, what the branch has before the default branch is not asked of it again", () => {
    const changes = { pull, head: ahead, answers: comparisons({ "docs/a.md": "" }) };

    expect(verdict(changes)).toBe("success · No plans changed");
  });

  test("that does not require the check, code before the default branch counts as well", () => {
    const answers = { ...comparisons({ "docs/a.md": "" }), "enforcement dev": { state: "not-required" } };

    expect(verdict({ pull, head: ahead, answers })).toMatch(/^failure · Code before its plan/);
  });
});

describe("the setting", () => {
  test("counts as the default branch has it: taken away in the same pull request, it still holds", () => {
    const path = ".github/plan-gate.yml";
    const mergeBase: Files = { ...planned, [path]: config };
    const head: Files = { ...planned, ...code, [path]: "version: 1\n" };
    const words = [approveWord("config", digestOf([{ path, mode: "100644", blobId: idOf("version: 1\n") }]))];
    const standings = { alice: standing(architect, "maintain") };

    expect(verdict({ mergeBase, head, entry: { ...emptyEntry, words }, standings })).toBe(
      "failure · Code before its plan: the code names no feature",
    );
  });

  test("holds with a broken head as with any", () => {
    const decision = judge(world({ ...naming("F-15"), config: "implementation: {require: yes}\n" }));

    expect(decision.verdict).toBe("failure");
    expect(repository.defaultBranch).toBe("main");
  });
});

describe("a plan that is a single file", () => {
  const settings = `features: ["plans/*.md"]\n${config}`;

  test("is named by its own name where it cannot be judged", () => {
    const { verdict: said, features } = judgeFirst({
      config: settings,
      mergeBase: {},
      head: { "plans/f-15-stack.md": "" },
    });

    expect(said).toBe("failure");
    expect(JSON.stringify(features)).toContain("`f-15-stack.md`");
  });
});

test("what lies among a feature's contracts hides no code", () => {
  const parsed = parseConfig(config.replace("src/**", "src/**/*.ts"));
  const settings = parsed.state === "valid" ? parsed.config : defaultConfig;

  expect(mayHideCode("src/.specify/x/contracts/lib", settings)).toBe(false);
  expect(mayHideCode("src/x/contracts/lib", settings)).toBe(true);
});

test("what a waiver is bound to tells which file was moved out of the code", () => {
  const parsed = parseConfig(config);
  const settings = parsed.state === "valid" ? parsed.config : defaultConfig;
  const filesOf = (previousPath: string, path = "lib/x.ts") =>
    implementationFiles(
      { files: [{ path, previousPath, status: "renamed", blobId: idOf("1\n") }] },
      settings,
      { touched: [], trees: {} },
    ).map((file) => file.path);

  expect(filesOf("src/a.ts")).toEqual(["lib/x.ts", "src/a.ts"]);
  expect(filesOf("src/b.ts")).toEqual(["lib/x.ts", "src/b.ts"]);
  expect(filesOf("lib/a.ts", "src/x.ts")).toEqual(["src/x.ts"]);
});

test("a path alone may be of a feature's contracts, which are no code", () => {
  const parsed = parseConfig(config);
  const settings = parsed.state === "valid" ? parsed.config : defaultConfig;

  expect(isImplementation("src/.specify/x/contracts/a.ts", settings, () => true)).toBe(false);
  expect(isImplementation("src/.specify/x/contracts/a.ts", settings, () => false)).toBe(true);
  expect(isImplementation("src/x/contracts/a.ts", settings, () => true)).toBe(true);
  expect(isImplementation("src/x/contracts/a.ts", defaultConfig, () => true)).toBe(false);
});

test.each([
  [`${folder}/plan.md`, false],
  [`${folder}/tasks.md`, false],
  [`${folder}/research.md`, false],
  [`${folder}/research.md/a.ts`, false],
  [`${folder}/spec.md/a.ts`, true],
  [`${folder}/tasks.md/a.ts`, true],
  [`${folder}/contracts/api.ts`, false],
  [`${other}/contracts/api.ts`, true],
  [`${folder}/notes.md`, true],
  [".specify/memory/constitution.md", true],
  [".github/plan-gate.yml", false],
  [".github/CODEOWNERS", true],
  ["README.md", true],
])("under `**`, with one feature, the docs say whether %s is code: %s", (path, isCode) => {
  const parsed = parseConfig(config.replace("src/**", "**"));
  const settings = parsed.state === "valid" ? parsed.config : defaultConfig;

  expect(isImplementation(path, settings, inFeatures([{ path: folder }]))).toBe(isCode);
});

describe("behind a link or a submodule that no glob names there may be code", () => {
  const byEnding = 'implementation:\n  paths: ["src/**/*.ts"]\n  require: approved-plan\n';
  const before = "failure · Code before its plan: the code names no feature";
  const judged = (head: Files, mergeBase: Files = planned): string =>
    verdict({ config: byEnding, mergeBase, head });

  test.each(["symlink:../../elsewhere", "submodule:1"])("which is made here: %s", (entry) => {
    expect(judged({ ...planned, "src/vendor": entry })).toBe(before);
  });

  test("which moves to another commit, or goes away", () => {
    const linked = { ...planned, "src/vendor": "submodule:1" };

    expect(judged({ ...planned, "src/vendor": "submodule:2" }, linked)).toBe(before);
    expect(judged(planned, linked)).toBe(before);
  });

  test("beside a plan that is touched as well", () => {
    const head = { ...planned, [`${folder}/plan.md`]: "# Plan\n\nMore.\n", "src/vendor": "submodule:1" };

    expect(judgeFirst(world({ config: byEnding, head })).implementation?.problems).toMatchObject([
      { title: "the code names no feature" },
    ]);
  });

  test("while a file of that name is none", () => {
    expect(judged({ ...planned, "src/Makefile": "all:\n" })).toBe("success · No plans changed");
  });

  test("and nothing passes before its mode was read", () => {
    const head = { ...planned, "src/Makefile": "all:\n" };
    const { snapshot } = read(world({ config: byEnding, head }));
    const unread = { ...snapshot, facts: { ...snapshot.facts, trees: {} } };

    expect([decide(snapshot)?.verdict, decide(unread)?.verdict]).toEqual(["success", "failure"]);
  });

  test.each([
    ["src/**/*.ts", "src/vendor", true],
    ["src/**/*.ts", "SRC", true],
    ["src/**/*.ts", "lib", false],
    ["src/*.ts", "src", true],
    ["src/*.ts", "src/vendor", false],
    ["src/*.ts", "src/a.ts", false],
    ["{a/b,c}/*.ts", "anything", true],
    ["packages/*/src/*.ts", "packages/web", true],
    ["packages/*/src/*.ts", "packages/web/lib", false],
    ["**/*.ts", ".github/plan-gate.yml", false],
    ["**/*.ts", ".specify/f-1/plan.md", false],
  ])("by the glob %s: %s is such a place: %s", (glob, path, isOne) => {
    const implementation = { ...defaultConfig.implementation, paths: [glob] };
    const settings = {
      ...defaultConfig,
      implementation: { ...implementation, require: "approved-plan" as const },
    };

    expect(mayHideCode(path, settings)).toBe(isOne);
    expect(mayHideCode(path, { ...settings, implementation })).toBe(false);
  });

  test("an exception holds for a link by its name", () => {
    const implementation = {
      require: "approved-plan" as const,
      paths: ["src/**/*.ts"],
      except: { authors: [], paths: ["src/vendor/**"] },
    };

    expect(mayHideCode("src/vendor", { ...defaultConfig, implementation })).toBe(false);
  });
});
