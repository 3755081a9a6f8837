import { closest, distance } from "fastest-levenshtein";

const minPrefix = 3;
const maxLength = 100;

/**
 * The known word that a mistyped or shortened one most likely means; `null` where none is near. Case does not matter.
 */
export function nearestWord(word: string, known: readonly string[]): string | null {
  if (known.length === 0 || word.length > maxLength) return null;
  const lower = word.toLowerCase();
  const longer = known.find((candidate) => lower.length >= minPrefix && candidate.startsWith(lower));
  if (longer !== undefined) return longer;
  const nearest = closest(lower, known);
  return distance(lower, nearest) <= Math.floor(nearest.length / 3) ? nearest : null;
}
