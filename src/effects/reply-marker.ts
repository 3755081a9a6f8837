/** The last line of a reply, which nobody sees: whom it answers, and about what. */
export function replyMarker({
  personId,
  reason,
}: {
  readonly personId: number;
  readonly reason: string;
}): string {
  return `<!-- plan-gate: ${reason}, ${personId} -->`;
}
