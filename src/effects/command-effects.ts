import type { CommandOutcome } from "../approval/commands/outcome.ts";
import { renderReply } from "../render/comment/reply.ts";
import type { Effect } from "./effect.ts";
import { replyMarker } from "./reply-marker.ts";

/** 👍 or 😕 on each comment with a command, and at most one reply to each refused one. */
export function commandEffects(number: number, outcomes: readonly CommandOutcome[]): readonly Effect[] {
  return [...reactions(outcomes), ...replies(number, outcomes)];
}

function reactions(outcomes: readonly CommandOutcome[]): readonly Effect[] {
  const onComments = outcomes.filter(({ method }) => method === "comment");
  const isRefused = new Map<string, boolean>();
  for (const { sourceId, state } of onComments) {
    isRefused.set(sourceId, state === "refused" || isRefused.get(sourceId) === true);
  }
  return [...isRefused].map(([sourceId, refused]) => ({
    type: "react",
    on: { type: "comment", id: Number(sourceId) },
    reaction: refused ? "confused" : "+1",
  }));
}

function replies(number: number, outcomes: readonly CommandOutcome[]): readonly Effect[] {
  const bodies = new Map<string, string>();
  for (const outcome of outcomes) {
    if (outcome.state === "refused" && outcome.shouldReply && !bodies.has(outcome.sourceId)) {
      bodies.set(outcome.sourceId, `${renderReply(outcome)}\n${replyMarker(outcome)}\n`);
    }
  }
  return [...bodies.values()].map((body) => ({ type: "create-comment", number, body }));
}
