import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ruleIds } from "../../src/plan/finding.ts";
import { findingOf, judge, rowIds } from "./judge.ts";

const fixtures = new URL("../fixtures/", import.meta.url);

function readRows(path: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(new URL(path, fixtures), "utf8").replace(/\n$/u, "").split("\n");
  return lines.map((line) => line.split("\t"));
}

function plansIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, fixtures)).filter((name) => name.endsWith(".md"));
}

function read(path: string): string {
  return readFileSync(new URL(path, fixtures), "utf8");
}

function isSatisfied({ status }: { readonly status: string }): boolean {
  return status === "pass" || status === "not-applicable";
}

describe("the plans that try to pass without saying anything", () => {
  const rows = readRows("gaming/ALLOWED.tsv");

  it("are all listed, each once", () => {
    expect(rows.map(([file]) => file)).toEqual(plansIn("gaming/").toSorted());
  });

  it("are allowed rows that exist", () => {
    const allowed = rows.flatMap(([, list]) => (list ?? "").split(" ").filter((id) => id !== ""));

    expect(ruleIds).toEqual(expect.arrayContaining(allowed));
  });

  it.each(rows)("%s begins with a heading, as a plan does", (file) => {
    expect(read(`gaming/${file}`).slice(0, 2)).toBe("# ");
  });

  it.each(rows)("%s passes no row but those allowed: %s", (file, list) => {
    const allowed = list.split(" ");
    const passed = judge(read(`gaming/${file}`))
      .findings.filter((finding) => isSatisfied(finding) && rowIds.some((id) => id === finding.ruleId))
      .map((finding) => finding.ruleId);

    expect(passed.filter((id) => !allowed.includes(id))).toEqual([]);
  });
});

describe("the short documents with one thing to get right", () => {
  const rows = readRows("small/EXPECTED.tsv");

  it("are all listed", () => {
    expect([...new Set(rows.map(([file]) => file))].toSorted()).toEqual(plansIn("small/").toSorted());
  });

  it.each(rows)("%s names a row that exists, %s, and says whether it passes: %s", (file, row, expected) => {
    expect(ruleIds).toContain(row);
    expect(["pass", "fail"]).toContain(expected);
    expect(read(`small/${file}`).slice(0, 2)).toBe("# ");
  });

  it.each(rows)("%s is judged so: %s %s", (file, row, expected) => {
    expect(isSatisfied(findingOf(read(`small/${file}`), row))).toBe(expected === "pass");
  });
});
