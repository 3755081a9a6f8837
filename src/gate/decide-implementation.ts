import { implementationSubjectName } from "../approval/approval.ts";
import { shortDigest } from "../approval/digest.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { ImplementationDecision, NamedPlan } from "./decision.ts";
import type { ImplementationReading } from "./implementation.ts";
import type { Obstacle } from "./obstacle.ts";

/** Code and its plans, with a waiver applied; `words` only where anybody's were read. */
export function decideImplementation(
  reading: ImplementationReading,
  words: WordsDecision | null,
): ImplementationDecision {
  const { plans, problems, base, isExcepted, isHeld } = reading;
  const waiver = isHeld ? (words?.bySubject[implementationSubjectName]?.waivers[0] ?? null) : null;
  return { plans, problems, base, isExcepted, waiver };
}

/** What missing plans keep shut, each by itself. */
export function implementationObstacles({ problems, waiver }: ImplementationDecision): readonly Obstacle[] {
  if (waiver !== null) return [];
  return problems.map(({ title }) => ({ verdict: "failure", reason: `Code before its plan: ${title}` }));
}

/** `implements F-15 · plan approved by @alice in #12 (3f2a91c04b7e)`; `null` where nothing is to be said. */
export function implementationTitle(decision: ImplementationDecision): string | null {
  const { plans, waiver, base } = decision;
  if (waiver !== null) return `Code without a plan, waived by @${waiver.login}`;
  if (plans.length === 0) return null;
  return plans.map((plan) => `implements ${plan.feature.id} · ${standing(plan, base)}`).join("; ");
}

function standing(plan: NamedPlan, base: string): string {
  switch (plan.state) {
    case "approved": {
      const { words, pull } = plan.approval;
      const people = [...new Set(words.map(({ login }) => `@${login}`))].join(" and ");
      return `plan approved by ${people} in #${pull.number} (${shortDigest(words[0].digest)})`;
    }
    case "here":
      return "plan approved here";
    case "unrecorded":
      return `plan on \`${base}\` before Plan Gate`;
  }
}
