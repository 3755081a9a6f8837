const collator = new Intl.Collator("en", { numeric: true });

/** The order of paths and ids for people: numbers by their value, `F-2` before `F-10`. */
export function inPathOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
