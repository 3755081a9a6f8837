import type { OwnCheckRun } from "../pull-request/snapshot.ts";
import { neutralizeSentence } from "../render/neutralize.ts";
import { visibleLine } from "../render/visible-text.ts";
import type { CheckRunContent, Effect } from "./effect.ts";
import { fingerprint } from "./fingerprint.ts";

/** Why there is no verdict yet. */
export interface Trouble {
  /** In short, such as `GitHub did not answer; trying again`. */
  readonly title: string;
  /** The same in full, with what an operator can do; empty where there is nothing to add. */
  readonly details: readonly string[];
}

/** A check run that is under way, with the reason; it keeps the text of an earlier one, which has the record. */
export function computeTroubleContent(
  headSha: string,
  trouble: Trouble,
  existing: OwnCheckRun | null = null,
): CheckRunContent {
  const content = {
    headSha,
    status: "in_progress",
    conclusion: null,
    title: visibleLine(trouble.title, 255),
    summary: [trouble.title, ...trouble.details].map((line) => neutralizeSentence(line, 1_000)).join("\n\n"),
    text: existing?.text ?? "",
    actions: [],
  } as const;
  return { ...content, annotations: [], externalId: fingerprint(content) };
}

/** A verdict on this very head stands: trouble is shown only where there is none. */
export function computeTroubleEffects(
  headSha: string,
  trouble: Trouble,
  existing: OwnCheckRun | null,
): readonly Effect[] {
  const content = computeTroubleContent(headSha, trouble, existing);
  if (existing === null) return [{ type: "create-check-run", content }];
  if (existing.status === "completed" || existing.externalId === content.externalId) return [];
  return [{ type: "update-check-run", checkRunId: existing.id, content }];
}
