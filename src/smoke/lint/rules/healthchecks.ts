import { locateService } from "../../compose/source.ts";
import type { ModelService } from "../../compose/model.ts";
import type { LintFacts, LintRule } from "../lint-rule.ts";

/** Every long-running service has a health check, its own or its image's. */
export const healthchecks: LintRule = {
  id: "healthchecks",
  defaultSeverity: "error",
  check: (facts) =>
    facts.services.flatMap((service) => {
      const problem = facts.oneshot.has(service.name) ? null : describeHealthcheck(service, facts);
      if (problem === null) return [];
      const key = service.healthcheck === "disabled" ? "healthcheck" : null;
      return [
        {
          service: service.name,
          location: locateService(facts.sources, service.name, key),
          message: `\`${service.name}\` ${problem}: nobody can tell when it is ready.`,
          fix: "Add `healthcheck:` with `test`, `interval`, `timeout` and `retries`; a service that runs once and ends says `x-smoke: {oneshot: true}`.",
        },
      ];
    }),
};

function describeHealthcheck(service: ModelService, facts: LintFacts): string | null {
  if (service.healthcheck === "declared") return null;
  if (service.healthcheck === "disabled") return "has its health check switched off";
  const image = facts.images.get(service.name);
  if (image?.hasHealthcheck === true) return null;
  if (image !== undefined) return "has no health check, and neither has its image";
  return service.hasBuild
    ? "has no health check in the compose file, and its image is not built here yet"
    : "has no health check in the compose file, and its image is not here to look into";
}
