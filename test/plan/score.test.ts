import { describe, expect, it } from "vitest";
import { parsePlan, topicIndex } from "../../src/plan/reading/parse-plan.ts";
import {
  describeFacts,
  describeMissing,
  measure,
  places,
  sumPoints,
  type Fact,
  type Kinds,
} from "../../src/plan/signals/score.ts";

const [block] = parsePlan("plan.md", "Text.\n", topicIndex([])).blocks;
const kinds: Kinds = {
  port: { one: "port", several: "ports", full: 2 },
  route: { one: "route", several: "routes", full: 1 },
};

function facts(...list: readonly (readonly [string, string])[]): readonly Fact[] {
  return block === undefined ? [] : list.map(([kind, key]) => ({ kind, key, block }));
}

describe("points", () => {
  it("are those of a kind times how full it is, and no more than that", () => {
    expect(sumPoints(kinds, { port: 1.2 }, facts(["port", "1"]))).toBe(0.6);
    expect(sumPoints(kinds, { port: 1.2 }, facts(["port", "1"], ["port", "2"], ["port", "3"]))).toBe(1.2);
  });

  it("are none for a kind that has none, and one of it is as good as any number where it is not known", () => {
    expect(sumPoints(kinds, {}, facts(["route", "1"]))).toBe(0);
    expect(measure({}, facts(["other", "1"])).get("other")).toBe(1);
  });

  it("are told as what was counted, the strongest kinds first", () => {
    const found = facts(["port", "1"], ["route", "1"], ["other", "1"]);

    expect(describeFacts(kinds, { port: 1, route: 2, other: 3 }, found)).toBe("1 other, 1 route and 1 port");
    expect(describeFacts(kinds, {}, found)).toBe("");
  });

  it("that are missing are told as the first kind that can bring them, if any can", () => {
    expect(describeMissing(kinds, { port: 1.4 }, facts(["port", "1"]))).toBe("1 more port");
    expect(describeMissing(kinds, { port: 0.2, route: 1 }, [])).toBe("1 route");
    expect(describeMissing(kinds, { port: 0.2 }, [])).toBe("");
  });

  it("belong to as many places as are counted, at most", () => {
    expect(places("plan.md:1", 5, 2)).toEqual(["plan.md:1#0", "plan.md:1#1"]);
  });
});
