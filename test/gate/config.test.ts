import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { digestOf } from "../../src/approval/digest.ts";
import {
  approveWord,
  architect,
  author,
  comment,
  type Files,
  idOf,
  judgeFirst,
  read,
  shas,
  standing,
  type World,
} from "./world.ts";

const path = ".github/plan-gate.yml";
const old = "version: 1\n";
const next = "version: 1\napproval:\n  users: [alice]\n";
const plan = readFileSync(
  join(resolve(import.meta.dirname, ".."), "fixtures", "plans", "f-15-docker-compose-stack.md"),
  "utf8",
);
const folder = ".specify/specs/f-15-docker-compose-stack";
const feature: Files = { [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n", [`${folder}/plan.md`]: plan };

function digestOfConfig(text: string): string {
  return digestOf([{ path, mode: "100644", blobId: idOf(text) }]);
}

function verdict(world: World): string {
  const { verdict: said, title } = judgeFirst(world);
  return `${said} · ${title}`;
}

describe("a pull request that changes the gate's own config", () => {
  const world: World = { mergeBase: { [path]: old }, head: { [path]: next }, config: old };

  test("waits for approval of the config by name", () => {
    expect(verdict(world)).toBe(
      "action_required · config: waiting for approval by people with maintain permission",
    );
  });

  test("passes once those whom the old config names approved it", () => {
    const entry = { ...emptyEntry, words: [approveWord("config", digestOfConfig(next))] };
    const standings = { alice: standing(architect, "maintain") };

    expect(verdict({ ...world, entry, standings })).toBe(
      `success · Approved by @alice (${digestOfConfig(next).slice(0, 12)})`,
    );
    expect(judgeFirst({ ...world, entry, standings }).reasons).toEqual([
      `config: approved by @alice (${digestOfConfig(next).slice(0, 12)})`,
    ]);
  });

  test("is not judged by the new config: whom only it names cannot approve", () => {
    const entry = { ...emptyEntry, words: [approveWord("config", digestOfConfig(next))] };

    expect(verdict({ ...world, entry, standings: { alice: standing(architect, "write") } })).toContain(
      "action_required",
    );
  });

  test("fails where the new config has errors, and names the line", () => {
    const decided = judgeFirst({ ...world, head: { [path]: "version: 1\naproval: {}\n" } });

    expect(decided.title).toBe("config: `.github/plan-gate.yml` has an error");
    expect(decided.config?.problems[0]).toMatchObject({ line: 2 });
  });

  test("counts the errors of the new config", () => {
    const decided = judgeFirst({ ...world, head: { [path]: "aproval: {}\nruls: {}\n" } });

    expect(decided.title).toBe("config: `.github/plan-gate.yml` has 2 errors");
  });

  test.each([[".github/plan-gate.yaml"], [".github/Plan-Gate.yml"], ["plan-gate.yml"]])(
    "fails where it is spelled %s",
    (name) => {
      const decided = judgeFirst({ mergeBase: {}, head: { [name]: next } });

      expect(decided.config?.problems[0]?.message).toBe(`\`${name}\` is not read. Rename it to \`${path}\`.`);
      expect(decided.verdict).toBe("failure");
    },
  );

  test("fails where the new config is a symlink", () => {
    expect(judgeFirst({ ...world, head: { [path]: "symlink:elsewhere" } }).verdict).toBe("failure");
  });

  test("fails where the config was changed on the base too", () => {
    expect(verdict({ ...world, base: { [path]: "version: 1\nlegacy: strict\n" } })).toBe(
      "failure · config: `.github/plan-gate.yml` changed on the base too; update the branch",
    );
  });

  test("waits for approval where the config is removed", () => {
    expect(verdict({ ...world, head: {} })).toContain("action_required · config: waiting");
  });

  test("waits for both where a plan is changed as well", () => {
    const both = { mergeBase: { [path]: old }, head: { [path]: next, ...feature }, config: old };

    expect(judgeFirst(both).reasons).toEqual([
      "config: waiting for approval by people with maintain permission",
      "F-15: waiting for approval by people with maintain permission",
    ]);
  });

  test("of a repository without any may be approved by an admin, even its author", () => {
    const first: World = {
      mergeBase: {},
      head: { [path]: next },
      entry: { ...emptyEntry, words: [approveWord("config", digestOfConfig(next), author)] },
      standings: { mona: standing(author, "admin") },
    };

    expect(verdict(first)).toContain("success · Approved by @mona");
  });
});

describe("new settings that let CODEOWNERS designate", () => {
  const asked = "approval:\n  codeowners: true\n";

  test("are told of owners nobody of whom may decide, before they are merged", () => {
    const head = { [path]: asked, ".github/CODEOWNERS": "* @ghost\n" };
    const world: World = { mergeBase: { [path]: old }, head, config: old };

    expect(judgeFirst(world).warnings.join()).toContain("In the new settings: GitHub knows no `@ghost`");
  });

  test("are told where there are none", () => {
    const world: World = { mergeBase: { [path]: old }, head: { [path]: asked }, config: old };

    expect(judgeFirst(world).warnings.join()).toContain("In the new settings: `approval.codeowners` is set");
  });
});

describe("CODEOWNERS", () => {
  const config = "approval:\n  codeowners: true\n";
  const owners = { ".github/CODEOWNERS": "* @alice\n" };

  test("are guarded where they designate", () => {
    const world = { mergeBase: owners, head: { ".github/CODEOWNERS": "* @mona\n" }, config };

    expect(judgeFirst(world).verdict).toBe("action_required");
  });

  test("are guarded where they designate for another base", () => {
    const entry = '{ branches: ["release/*"], codeowners: true }';
    const settings = `approval:\n  users: [alice]\n  branches: [${entry}]\n`;
    const world = { mergeBase: owners, head: { ".github/CODEOWNERS": "* @mona\n" }, config: settings };

    expect(judgeFirst(world).verdict).toBe("action_required");
  });

  test("are anybody's where they do not", () => {
    const world = { mergeBase: owners, head: { ".github/CODEOWNERS": "* @mona\n" }, config: old };

    expect(verdict(world)).toBe("success · No plans changed");
  });

  test("of the default branch say who approves a plan", () => {
    const world = { mergeBase: owners, head: { ...owners, ...feature }, config };

    expect(judgeFirst(world).designated).toEqual(["@alice"]);
  });

  test("that are no text designate nobody", () => {
    const file = { path: ".github/CODEOWNERS", blobId: "x", blob: { state: "not-utf8", bytes: 3 } };
    const answers = { [`file ${shas.mergeBase}:.github/CODEOWNERS`]: file };
    const world = { mergeBase: owners, head: { ...owners, ...feature }, config, answers };

    expect(judgeFirst(world).designated).toEqual([]);
  });
});

describe("a config on the default branch that cannot be used", () => {
  const broken = "aproval: {}\n";

  test("fails every pull request, because nobody can know what it gates", () => {
    expect(verdict({ mergeBase: {}, head: { "a.ts": "1" }, config: broken })).toBe(
      "failure · `.github/plan-gate.yml` on `main` has errors; repair it in a pull request of its own",
    );
  });

  test("is repaired by a pull request of its own that an admin approves", () => {
    const entry = { ...emptyEntry, words: [approveWord("config", digestOfConfig(next))] };
    const repair: World = { mergeBase: { [path]: broken }, head: { [path]: next }, config: broken, entry };

    expect(verdict({ ...repair, standings: { alice: standing(architect, "admin") } })).toContain("success");
    expect(verdict({ ...repair, standings: { alice: standing(architect, "maintain") } })).toContain(
      "action_required",
    );
  });

  test("is not repaired beside a plan", () => {
    const world = { mergeBase: { [path]: broken }, head: { [path]: next, ...feature }, config: broken };

    expect(judgeFirst(world).verdict).toBe("failure");
  });

  test.each([
    [{ state: "not-utf8", bytes: 9 }, "is not a regular file in UTF-8"],
    [{ state: "too-large", bytes: 99_999 }, "is larger than 64 KiB"],
  ])("is an error where it cannot be read, and never the defaults", (blob, words) => {
    const file = { path, blobId: "x", blob };
    const answers = { [`file main:${path}`]: file, [`file ${shas.mergeBase}:${path}`]: file };
    const { snapshot } = read({ mergeBase: {}, head: { "a.ts": "1" }, answers });

    expect(judgeFirst({ mergeBase: {}, head: { "a.ts": "1" }, answers }).verdict).toBe("failure");
    expect(JSON.stringify(snapshot.facts.files)).toContain(JSON.stringify(blob));
    expect(words).not.toBe("");
  });

  test("judges as it is at the commit that is compared with, whatever the branch's name shows", () => {
    const stale = (text: string | null) => ({
      [`file main:${path}`]:
        text === null
          ? null
          : { path, blobId: idOf(text), blob: { state: "text", text, bytes: text.length } },
    });
    const world = { mergeBase: {}, head: feature, config: next };

    for (const text of [null, old, broken])
      expect(verdict({ ...world, answers: stale(text) }), text ?? "none").toBe(
        "action_required · F-15: waiting for approval by @alice",
      );
  });

  test("is no missing one where only its text is not shown", () => {
    const world = { mergeBase: { [path]: old }, head: { ...feature, [path]: old }, config: null };

    expect(verdict(world)).toBe(
      `failure · \`${path}\` on \`main\` has errors; repair it in a pull request of its own`,
    );
  });

  test("is an error under another spelling as soon as a plan is gated", () => {
    const files = { ".github/plan-gate.yaml": old };

    expect(verdict({ mergeBase: files, head: { ...files, ...feature } })).toBe(
      "failure · `.github/plan-gate.yaml` on `main` has errors; repair it in a pull request of its own",
    );
  });
});

test("the bare command does not approve the config where a plan is gated too", () => {
  const head = { [path]: next, ...feature };
  const shownBoth = {
    ...emptyEntry,
    shown: [
      { subject: "config", digest: digestOfConfig(next), at: "2026-03-01T10:00:00Z", after: null },
      {
        subject: folder,
        digest: digestOf([{ path: "plan.md", mode: "100644", blobId: idOf(plan) }]),
        at: "2026-03-01T10:00:00Z",
        after: null,
      },
    ],
  };
  const world: World = {
    mergeBase: { [path]: old },
    head,
    config: old,
    entry: shownBoth,
    comments: [comment(1, architect, "/approve-plan")],
    standings: { alice: standing(architect, "maintain") },
  };

  expect(judgeFirst(world).reasons).toEqual([
    "config: waiting for approval by people with maintain permission",
  ]);
});
