/** GitHub's times have whole seconds; two acts in one second have no order. */
function secondOf(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}

/** Is the first time in a later second than the second? False for what is no time. ISO 8601. */
export function isLaterSecond(at: string, than: string): boolean {
  return secondOf(at) > secondOf(than);
}

/** Is it at most an hour, in seconds, from the one time to the other? */
export function isWithinAnHour(at: string, readAt: string): boolean {
  return secondOf(readAt) - secondOf(at) < 3600;
}
