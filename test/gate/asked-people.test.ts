import { describe, expect, test } from "vitest";
import { ownersDesignate } from "../../src/config/owners-designate.ts";
import { defaultConfig, type Config } from "../../src/config/config.ts";
import { askedPeople, everybody } from "../../src/gate/asked-people.ts";
import type { ChangedFile } from "../../src/pull-request/content.ts";
import type { Compared } from "../../src/gate/view.ts";

type Approval = Config["approval"];

function change(path: string, previousPath: string | null = null): ChangedFile {
  return { path, previousPath, status: previousPath === null ? "modified" : "renamed", blobId: null };
}

function comparedOf(...files: readonly (readonly ChangedFile[])[]): Compared {
  const all = files.map((changed, index) => ({
    branch: `base-${index}`,
    comparison: { baseSha: "b", mergeBaseSha: "m", files: changed, commits: [], totalCommits: 0 },
  }));
  const [
    withBase = {
      branch: "",
      comparison: { baseSha: "", mergeBaseSha: "", files: [], commits: [], totalCommits: 0 },
    },
  ] = all;
  return { withBase, withDefault: all.at(-1) ?? withBase, all };
}

function approvalOf(changes: Partial<Approval>): Approval {
  return { ...defaultConfig.approval, permission: null, ...changes };
}

function group(team: string, ...paths: readonly string[]): Approval["require"][number] {
  return { teams: [team], people: [], minimum: 1, paths: [...paths] };
}

function asked(approval: Approval, compared: Compared): readonly string[] {
  return askedPeople(approval, compared).anybody.require.flatMap(({ teams }) => teams);
}

const groups = approvalOf({ require: [group("architects"), group("security", "**/auth-*", "infra/**")] });

describe("a group with paths is asked", () => {
  test.each([
    ["a file of the plan", "x/.specify/specs/f-1-x/contracts/auth-token.md"],
    ["code beside it", "src/auth-session.ts"],
    ["a folder", "infra/main.tf"],
    ["other letters", "INFRA/Main.tf"],
    ["a dotted name", "infra/.env"],
  ])("where it matches %s", (_what, path) => {
    expect(asked(groups, comparedOf([change("README.md"), change(path)]))).toEqual([
      "architects",
      "security",
    ]);
  });

  test("for either name of a renamed file, and against either base", () => {
    expect(asked(groups, comparedOf([change("notes.md", "infra/main.tf")]))).toContain("security");
    expect(asked(groups, comparedOf([change("README.md")], [change("infra/main.tf")]))).toContain("security");
  });

  test("nowhere else, and one without paths always", () => {
    expect(asked(groups, comparedOf([change("src/author.ts"), change("infrared.tf")]))).toEqual([
      "architects",
    ]);
  });
});

test("where no group is left and nobody else is named, those who maintain the repository may approve", () => {
  const alone = { require: [group("security", "infra/**")] };
  const code = comparedOf([change("README.md")]);

  expect(askedPeople(approvalOf(alone), code).anybody).toMatchObject({ require: [], permission: "maintain" });
  expect(askedPeople(approvalOf({ ...alone, users: ["alice"] }), code).anybody.permission).toBeNull();
  expect(askedPeople(approvalOf({ ...alone, permission: "admin" }), code).anybody.permission).toBe("admin");
});

test("settings without paths stay what they are", () => {
  const plain = approvalOf({ require: [group("security")] });

  expect(askedPeople(plain, comparedOf([]))).toEqual({ anybody: plain, policies: [plain] });
});

describe("another base has other people", () => {
  const entry = {
    branches: ["release/*"],
    users: ["rita"],
    teams: [],
    codeowners: true,
    permission: null,
    minimum: 2,
    require: [group("managers", "infra/**")],
  };
  const approval = approvalOf({ users: ["alice"], permission: "maintain", branches: [entry] });
  const into = (base: string, path = "infra/main.tf"): Compared => {
    const { withBase, withDefault } = comparedOf([change(path)], [change(path)]);
    const [from, main] = [
      { ...withBase, branch: base },
      { ...withDefault, branch: "main" },
    ];
    return { withBase: from, withDefault: main, all: base === "main" ? [main] : [from, main] };
  };

  test("beside those of the default branch, each by itself", () => {
    const { anybody, policies } = askedPeople(approval, into("release/1"));

    expect(policies).toMatchObject([
      { users: ["rita"], minimum: 2, permission: null, codeowners: true },
      { users: ["alice"], minimum: 1, permission: "maintain", codeowners: false },
    ]);
    expect(anybody).toMatchObject({
      users: ["rita", "alice"],
      minimum: 2,
      permission: "maintain",
      codeowners: true,
    });
    expect(anybody.require).toHaveLength(1);
    expect(askedPeople(approval, into("release/1", "README.md")).anybody.require).toEqual([]);
  });

  test.each(["main", "release", "release/1/2", "prerelease/1"])("and `%s` is none", (base) => {
    expect(askedPeople(approval, into(base)).policies).toMatchObject([{ users: ["alice"] }]);
  });

  test("the first entry that matches counts, and the default branch may have one", () => {
    const first = { ...entry, branches: ["ma?n", "release/*"], users: ["otto"] };
    const given = approvalOf({ users: ["alice"], branches: [first, entry] });

    expect(askedPeople(given, into("release/1")).policies).toMatchObject([{ users: ["otto"] }]);
    expect(askedPeople(given, into("topic")).policies).toMatchObject([
      { users: ["alice"] },
      { users: ["otto"] },
    ]);
  });

  test("whose owners of files make CODEOWNERS a setting of the gate", () => {
    expect(ownersDesignate(approval)).toBe(true);
    expect(ownersDesignate(approvalOf({ branches: [{ ...entry, codeowners: false }] }))).toBe(false);
    expect(ownersDesignate(approvalOf({ codeowners: true }))).toBe(true);
  });

  test("all together are everybody", () => {
    expect(everybody(approval)).toMatchObject({ users: ["alice", "rita"], minimum: 2, codeowners: true });
    expect(everybody(approvalOf({})).permission).toBeNull();
  });
});
