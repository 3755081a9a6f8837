import { codeSpan } from "../../slash-commands/code-span.ts";
import type { RefusalReason } from "./outcome.ts";

/** Why a command does not count: a fact, then what to do, in neutral Markdown. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Somebody's name in a message: as inline code it notifies nobody. */
export function person(login: string): string {
  return codeSpan(login);
}

/** `a`, `b` and 3 more: names as inline code. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => codeSpan(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
