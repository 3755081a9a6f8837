import { neutralizeSentence } from "../render/text/neutralize.ts";
import { visibleLine } from "../render/text/visible-text.ts";
import type { CheckRunContent } from "./effect.ts";
import { fingerprint } from "./fingerprint.ts";

/** Why there is no verdict yet. */
interface Trouble {
  /** In short, such as `GitHub did not answer; trying again`. */
  readonly title: string;
  /** The same in full, with what an operator can do; empty where there is nothing to add. */
  readonly details: readonly string[];
}

/**
 * A check run that is under way and says why: never a verdict. Only for heads without a check run:
 * it has no room for the record that another one may keep.
 */
export function computeTroubleContent(headSha: string, trouble: Trouble): CheckRunContent {
  const content = {
    headSha,
    status: "in_progress",
    conclusion: null,
    title: visibleLine(trouble.title, 255),
    summary: [trouble.title, ...trouble.details].map((line) => neutralizeSentence(line, 1_000)).join("\n\n"),
    text: "",
    actions: [],
  } as const;
  return { ...content, annotations: [], externalId: fingerprint(content) };
}
