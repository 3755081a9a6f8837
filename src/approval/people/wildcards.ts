/**
 * Does a sequence match a pattern in which one item, the wildcard, stands for any number of items?
 * Looks at each pair at most once: time is the product of both lengths.
 */
export function matchesWildcards(
  pattern: readonly string[],
  items: readonly string[],
  wildcard: string,
  matchesOne: (one: string, item: string) => boolean,
): boolean {
  let reached = [true, ...items.map(() => false)];
  for (const one of pattern) {
    reached =
      one === wildcard
        ? fromFirst(reached)
        : [false, ...items.map((item, index) => reached[index] === true && matchesOne(one, item))];
  }
  return reached.at(-1) === true;
}

/** A wildcard reaches every place from the first that was reached. */
function fromFirst(reached: readonly boolean[]): boolean[] {
  const first = reached.indexOf(true);
  return reached.map((_, index) => first !== -1 && index >= first);
}
