/** Items in lanes. They are handed out one lane after the other, so that a long lane delays no other. */
export interface Lanes<Item> {
  /** Behind the others of its lane, or `first` before all that are not. An item that is there already stays. */
  readonly add: (lane: string, item: Item, place?: "first" | "last") => void;
  /** The next item of the lane whose turn it is, among the lanes that may; `undefined` where there is none. */
  readonly take: (mayTake?: (lane: string) => boolean) => Item | undefined;
  readonly count: () => number;
}

interface Lane<Item> {
  readonly first: Set<Item>;
  readonly last: Set<Item>;
}

/** No lanes yet; each is there as long as it has items. */
export function createLanes<Item>(): Lanes<Item> {
  /** In the order of their turns. */
  const lanes = new Map<string, Lane<Item>>();
  let count = 0;
  const takeFrom = (name: string, lane: Lane<Item>): Item | undefined => {
    lanes.delete(name);
    const set = lane.first.size > 0 ? lane.first : lane.last;
    const [item] = set;
    if (item === undefined) return undefined;
    set.delete(item);
    count -= 1;
    if (lane.first.size + lane.last.size > 0) lanes.set(name, lane);
    return item;
  };
  return {
    add: (name, item, place = "last") => {
      const lane = lanes.get(name) ?? { first: new Set(), last: new Set() };
      lanes.set(name, lane);
      if (lane[place].has(item)) return;
      lane[place].add(item);
      count += 1;
    },
    take: (mayTake = () => true) => {
      for (const [name, lane] of lanes) if (mayTake(name)) return takeFrom(name, lane);
      return undefined;
    },
    count: () => count,
  };
}
