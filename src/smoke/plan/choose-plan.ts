import { parseImageReference } from "../compose/image-reference.ts";
import type { ModelService } from "../compose/model.ts";
import type { PlanText } from "../lint/lint-rule.ts";

/**
 * Chooses the plan a stack belongs to: the one that names most of its images and services. Null where none names an
 * image or the compose file, or where two name equally many: a guess would warn about somebody else's plan.
 */
export function choosePlan(
  plans: readonly PlanText[],
  services: readonly ModelService[],
  composeFileNames: readonly string[],
): PlanText | null {
  const scored = plans
    .map((plan) => ({ plan, score: score(plan.text, services, composeFileNames) }))
    .filter(({ score: points }) => points > 0)
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (first === undefined || first.score === second?.score) return null;
  return first.plan;
}

function score(text: string, services: readonly ModelService[], composeFileNames: readonly string[]): number {
  const repositories = services.flatMap((service) =>
    service.image === null ? [] : [parseImageReference(service.image).repository],
  );
  const images = repositories.filter((repository) => text.includes(repository)).length;
  const files = composeFileNames.filter((name) => text.includes(name)).length;
  if (images + files === 0) return 0;
  return 100 * images + 10 * files + services.filter((service) => text.includes(service.name)).length;
}
