import { expect, test } from "vitest";
import { createLanes } from "../../src/queue/lanes.ts";

function takeAll(lanes: ReturnType<typeof createLanes<string>>): readonly string[] {
  const taken: string[] = [];
  for (let item = lanes.take(); item !== undefined; item = lanes.take()) taken.push(item);
  return taken;
}

test("lanes have their turns one after the other, however long one is", () => {
  const lanes = createLanes<string>();
  for (const item of ["a1", "a2", "a3", "b1", "c1", "c2"]) lanes.add(item.slice(0, 1), item);

  expect(lanes.count()).toBe(6);
  expect(takeAll(lanes)).toEqual(["a1", "b1", "c1", "a2", "c2", "a3"]);
  expect(lanes.count()).toBe(0);
});

test("a lane that comes later waits for no more than one of each", () => {
  const lanes = createLanes<string>();
  for (const item of ["a1", "a2", "b1", "b2"]) lanes.add(item.slice(0, 1), item);
  lanes.take();
  lanes.add("c", "c1");

  expect(takeAll(lanes)).toEqual(["b1", "a2", "c1", "b2"]);
});

test("what is put first goes before all others of its lane", () => {
  const lanes = createLanes<string>();
  lanes.add("a", "a1");
  lanes.add("a", "urgent", "first");
  lanes.add("a", "urgent too", "first");

  expect(takeAll(lanes)).toEqual(["urgent", "urgent too", "a1"]);
});

test("an item is there once", () => {
  const lanes = createLanes<string>();
  lanes.add("a", "a1");
  lanes.add("a", "a1");

  expect(takeAll(lanes)).toEqual(["a1"]);
});

test("a lane that may not take is passed over and keeps its turn", () => {
  const lanes = createLanes<string>();
  lanes.add("a", "a1");
  lanes.add("b", "b1");

  expect(lanes.take((lane) => lane !== "a")).toBe("b1");
  expect(lanes.take((lane) => lane !== "a")).toBeUndefined();
  expect(lanes.take()).toBe("a1");
});
