import type { WordsDecision } from "../approval/decide-words.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { decideSubject } from "./decide-subject.ts";
import type { ConfigDecision, Obstacle } from "./decision.ts";
import type { Gated } from "./subjects.ts";

/** The change of the gate's own settings, and what keeps it shut. */
export interface ConfigReading {
  readonly decision: Omit<ConfigDecision, "verdict">;
  readonly obstacle: Obstacle | null;
}

/** `null` where the settings are left alone. */
export function decideConfig(gated: Gated, words: WordsDecision, facts: Facts): ConfigReading | null {
  if (gated.config === null) return null;
  const { change } = gated.config;
  const {
    decision: subject,
    title: said,
    verdict,
  } = decideSubject(gated.config.subject, gated, words, facts);
  const { path, problems } = change;
  const failure = failureTitle(path, problems.length, change.changedOnBaseToo);
  const title = failure ?? said;
  const worst = failure === null ? verdict : "failure";
  return {
    decision: { title, problems, path, subject },
    obstacle: worst && { verdict: worst, reason: `config: ${title}` },
  };
}

function failureTitle(path: string, problems: number, changedOnBaseToo: boolean): string | null {
  if (problems > 0) return `\`${path}\` has ${problems === 1 ? "an error" : `${problems} errors`}`;
  return changedOnBaseToo ? `\`${path}\` changed on the base too; update the branch` : null;
}
