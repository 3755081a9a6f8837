import { implementationSubjectName } from "../approval/approval.ts";
import { shortDigest } from "../approval/digest.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { ImplementationReading } from "./implementation.ts";
import type { ImplementationDecision, NamedPlan, Obstacle } from "./decision.ts";

/** Code and its plans, with a waiver or an override applied; `words` only where anybody's were read. */
export function decideImplementation(
  reading: ImplementationReading,
  words: WordsDecision | null,
): ImplementationDecision {
  const { plans, problems, base, isExcepted, isHeld } = reading;
  const said = isHeld ? words?.bySubject[implementationSubjectName] : undefined;
  const overrides = said?.approval.state === "overridden" ? said.approval.overrides : [];
  return { plans, problems, base, isExcepted, waiver: said?.waivers[0] ?? null, overrides };
}

/** What missing plans keep shut, each by itself. */
export function implementationObstacles({
  problems,
  waiver,
  overrides,
}: ImplementationDecision): readonly Obstacle[] {
  if (waiver !== null || overrides.length > 0) return [];
  return problems.map(({ title }) => ({ verdict: "failure", reason: `Code before its plan: ${title}` }));
}

/**
 * `implements F-15 · plan approved by @alice in #12 (3f2a91c04b7e)`; `null` where nothing is to be said of plans on the
 * base: what is in the pull request itself is said of its feature.
 */
export function implementationTitle({ plans, waiver, base }: ImplementationDecision): string | null {
  if (waiver !== null) return `Code without a plan, waived by @${waiver.login}`;
  const said = plans.flatMap((plan) => sayings(plan, base));
  return said.length === 0 ? null : said.join("; ");
}

function sayings(plan: NamedPlan, base: string): readonly string[] {
  const implemented = `implements ${plan.feature.id}`;
  switch (plan.state) {
    case "approved": {
      const { words, pull } = plan.approval;
      const people = [...new Set(words.map(({ login }) => `@${login}`))].join(" and ");
      const digest = shortDigest(words[0].digest);
      return [`${implemented} · plan approved by ${people} in #${pull.number} (${digest})`];
    }
    case "here":
      return [];
    case "unrecorded":
      return [`${implemented} · plan on \`${base}\` before Plan Gate`];
  }
}
