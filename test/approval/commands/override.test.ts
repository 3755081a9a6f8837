import { describe, expect, test } from "vitest";
import { isGiving } from "../../../src/approval/approval.ts";
import { emptyEntry, recordShown, type Shown } from "../../../src/approval/record/ledger.ts";
import { mergeEntries } from "../../../src/approval/record/merge-entries.ts";
import {
  at,
  comment,
  config,
  decide,
  f15,
  facts,
  feature,
  type Given,
  lapsesOf,
  refusalOf,
  shownAt,
  standing,
} from "../world.ts";
import { decideWords } from "../../../src/approval/decide-words.ts";

const on = { override: "admins" } as const;
const failing = feature("F-15", "v1", { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] });
const f16 = feature("F-16");
const code = feature("implementation", "v1", {
  subject: "implementation",
  id: "implementation",
  failingRuleIds: ["implementation"],
  waivableRuleIds: ["implementation"],
});
const smoke = feature("smoke", "v1", { subject: "smoke", id: "smoke" });
const says = (words: string, id = 100, login = "root") => comment(login, words, { id });
const override = says("/override-plan the pager is on fire");

function given(changes: Given = {}): Given {
  return { people: { root: "admin" }, config: on, comments: [override], ...changes };
}

describe("`/override-plan`", () => {
  test("lets a text through as it is, with the reason and the text in the record", () => {
    const { standing: stands, entry } = decide(given({ subjects: [failing] }));

    expect(stands).toBe("overridden by root");
    expect(entry.words).toMatchObject([
      { type: "override", digest: failing.digest, reason: "the pager is on fire", files: failing.files },
    ]);
  });

  test("names texts as other commands do, by their digest as well", () => {
    const both = { subjects: [f15, f16] };
    const named = decideWords(facts(given({ ...both, comments: [says("/override-plan F-16 now")] })));
    const digest = `/override-plan ${f15.digest.slice(0, 12)} now`;

    expect(named.bySubject[f16.subject]?.approval.state).toBe("overridden");
    expect(named.bySubject[f15.subject]?.approval.state).toBe("waiting");
    expect(decide(given({ comments: [says(digest)] })).standing).toBe("overridden by root");
    expect(refusalOf(decide(given({ comments: [says("/override-plan F-99 now")] })))).toContain(
      "unknown-feature: `F-99`",
    );
  });

  test("without a name is about all features that nobody rejected", () => {
    const comments = [says("/reject-plan F-16 no", 100, "alice"), says("/override-plan now", 101)];
    const { bySubject } = decideWords(facts(given({ subjects: [f15, f16, config], comments })));

    expect([f15, f16, config].map(({ subject }) => bySubject[subject]?.approval.state)).toEqual([
      "overridden",
      "rejected",
      "waiting",
    ]);
  });

  test("is about the settings or the code where there is nothing else, and nothing that has no text", () => {
    expect(decide(given({ subjects: [config, smoke] }), "config").standing).toBe("overridden by root");
    expect(decide(given({ subjects: [code, smoke] }), "implementation").standing).toBe("overridden by root");
    for (const subject of [config, code, smoke])
      expect(refusalOf(decide(given({ subjects: [subject], hasUnapprovable: true })))).toContain(
        "nothing-to-approve",
      );
    expect(refusalOf(decide(given({ subjects: [smoke] })))).toContain("nothing-to-approve");
  });

  test.each(["smoke", "Config:", "implementation"])("is not about all texts where %s was meant", (name) => {
    expect(refusalOf(decide(given({ comments: [says(`/override-plan ${name} is down`)] })))).toContain(
      `unknown-feature: \`${name}\` names no text that is gated here`,
    );
  });

  test.each<[string, Given, string]>([
    ["where the setting is off", { config: {} }, "override-off: Nobody overrides here"],
    ["by others than administrators", { people: { root: "maintain" } }, "not-admin: Only administrators"],
    ["by somebody without access", { people: { root: "none" } }, "not-admin"],
    [
      "by a suspended account",
      { people: {}, standings: [standing("root", "admin", { isSuspended: true })] },
      "suspended",
    ],
    ["by a comment where comments do not count", { config: { ...on, methods: ["button"] } }, "method-off"],
    ["where the record is lost", { isRecordLost: true }, "record-lost"],
    ["that was edited", { edited: [100] }, "edited"],
    [
      "without a reason",
      { comments: [says("/override-plan")] },
      "reason-missing: An override needs a reason",
    ],
    ["with a reason without letters", { comments: [says("/override-plan …!")] }, "reason-missing"],
    ["beside an approval", { comments: [says("/override-plan now\n\n/approve-plan")] }, "contradiction"],
    ["before anything was shown", { entry: emptyEntry }, "stale: The check had not yet shown"],
    [
      "of a text that changed since",
      { entry: shownAt(0, [feature("F-15", "v0")]) },
      "stale: The check had shown an earlier text",
    ],
    [
      "of settings with errors",
      { subjects: [{ ...config, failingRuleIds: ["config"] }] },
      "not-ready: The new settings have errors",
    ],
  ])("is refused %s", (_name, changes, expected) => {
    expect(refusalOf(decide(given(changes)))).toContain(expected);
  });

  test("is refused for a text that is rejected, also by oneself", () => {
    const other = decide(
      given({ comments: [says("/reject-plan no", 100, "alice"), says("/override-plan now", 101)] }),
    );
    const own = decide(
      given({
        people: { root: "admin" },
        comments: [says("/reject-plan no"), says("/override-plan now", 101)],
      }),
    );

    expect(other.standing).toBe("rejected by alice");
    expect(other.outcomes[1]).toMatchObject({ reason: "rejected" });
    expect(own.standing).toBe("rejected by root");
  });
});

describe("an override ends", () => {
  test("when its author takes it back or rejects, though nobody designates them", () => {
    const people = { config: { ...on, users: ["alice"], permission: null } };
    const back = decide(given({ ...people, comments: [override, says("/revoke-plan", 101)] }));
    const maintained = decide(given({ comments: [override, says("/reject-plan no", 101)] }));

    expect(back.standing).toBe("waiting for 1");
    expect(maintained.standing).toBe("rejected by root");
  });

  test("not by the word of another, and a revocation of nothing is not theirs", () => {
    const people = { config: { ...on, users: ["alice"], permission: null } };
    const comments = [override, says("/revoke-plan", 101, "alice"), says("/revoke-plan", 102, "otto")];
    const decided = decide(given({ ...people, comments }));

    expect(decided.standing).toBe("overridden by root");
    expect(decided.outcomes[2]).toMatchObject({ state: "refused", reason: "not-designated" });
  });

  test.each<[string, Given, string]>([
    ["the setting is off", { config: {} }, "`root` may not override any more: `approval.override` is off"],
    ["its author is no administrator", { people: { root: "write" } }, "`root` is no administrator of this"],
    ["its comment is edited", { edited: [100] }, "its comment was edited"],
    ["its comment is deleted", { comments: [] }, "its comment was deleted"],
  ])("when %s, and the check says so", (_name, changes, why) => {
    const { entry } = decide(given());
    const now = decide(given({ entry, ...changes }));

    expect(now.standing).toBe("waiting for 1");
    expect(lapsesOf(now).join()).toContain(why);
  });

  test("and until then is shown, whoever approves", () => {
    const comments = [override, says("/approve-plan", 101, "alice")];

    expect(decide(given({ comments })).standing).toBe("overridden by root");
    expect(decide(given({ comments: [...comments, says("/revoke-plan", 102)] })).standing).toBe(
      "approved by alice",
    );
  });
});

describe("a text that was shown and is not ready", () => {
  const unready = { ...failing, isUnready: true } as const;
  const shown = (...texts: Parameters<typeof recordShown>[1]): readonly Shown[] =>
    texts.reduce((entry, text) => recordShown(entry, [text], null), emptyEntry).shown;

  test("is noted once, and again once it is ready", () => {
    expect(shown(unready, unready, failing, failing, unready)).toMatchObject([
      { digest: failing.digest, isUnready: true },
      { digest: failing.digest },
    ]);
    expect(shown(failing)[0]).not.toHaveProperty("isUnready");
  });

  test("can be overridden, and is not approved by that showing", () => {
    const [first] = shown(unready);
    const entry = { ...emptyEntry, shown: first === undefined ? [] : [{ ...first, at: at(0) }] };
    const subjects = [f15];

    expect(decide(given({ entry, subjects })).standing).toBe("overridden by root");
    expect(refusalOf(decide(given({ entry, subjects, comments: [says("/approve-plan")] })))).toContain(
      "stale: The check had not yet shown",
    );
  });

  test("is kept apart from its showing as ready where records are joined", () => {
    const [one, other] = [recordShown(emptyEntry, [unready], null), recordShown(emptyEntry, [failing], null)];

    expect(mergeEntries([one, other]).shown).toHaveLength(2);
  });
});

test("words that open the gate are told from those that shut it", () => {
  const giving = (["approve", "reject", "revoke", "waive", "override"] as const).filter((type) =>
    isGiving({ type }),
  );

  expect(giving).toEqual(["approve", "waive", "override"]);
});
