/** GitHub's times have whole seconds; two acts in one second have no order. */
function secondOf(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}

/** Is the first time in a later second than the second? False for what is no time. ISO 8601. */
export function isLaterSecond(at: string, than: string): boolean {
  return secondOf(at) > secondOf(than);
}

/** Whole seconds from the one time to the other; negative where that comes first. ISO 8601. */
export function secondsBetween(at: string, until: string): number {
  return secondOf(until) - secondOf(at);
}
