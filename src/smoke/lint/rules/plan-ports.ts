import { parseImageReference } from "../../compose/image-reference.ts";
import type { ModelService } from "../../compose/model.ts";
import { locateService } from "../../compose/source.ts";
import { findPortMentions } from "../../plan/port-mentions.ts";
import type { ServiceNames } from "../../plan/port-mentions.ts";
import type { LintComplaint, LintFacts, LintRule, PlanText } from "../lint-rule.ts";

/** Where the plan names a service's port, the service has it. */
export const planPorts: LintRule = {
  id: "plan-ports",
  defaultSeverity: "warning",
  check: (facts) => (facts.plan === null ? [] : comparePorts(facts, facts.plan)),
};

function comparePorts(facts: LintFacts, plan: PlanText): readonly LintComplaint[] {
  const mentions = findPortMentions(plan.text, facts.services.map(namesOf));
  return facts.services.flatMap((service) => {
    const known = knownPorts(service);
    const unknown = mentions.filter(
      (mention) => mention.service === service.name && !known.has(mention.port),
    );
    return [...new Map(unknown.toReversed().map((mention) => [mention.port, mention])).values()]
      .toSorted((a, b) => a.line - b.line)
      .map((mention) => ({
        service: service.name,
        location: locateService(facts.sources, service.name, "ports"),
        message: `\`${service.name}\`: plan says ${mention.port} (\`${plan.path}\`, line ${mention.line}), compose publishes ${publishedPorts(service)}.`,
        fix: "Make the plan and the compose file name the same ports.",
      }));
  });
}

function namesOf(service: ModelService): ServiceNames {
  const image =
    service.image === null ? null : parseImageReference(service.image).repository.split("/").at(-1);
  return {
    service: service.name,
    names: image === null || image === undefined ? [service.name] : [service.name, image],
  };
}

function knownPorts(service: ModelService): ReadonlySet<number> {
  const ports = service.ports.flatMap((port) => [port.target, Number(port.published ?? port.target)]);
  return new Set([...ports, ...service.exposed.map((port) => Number.parseInt(port, 10))]);
}

function publishedPorts(service: ModelService): string {
  const ports = service.ports.map(
    (port) => port.published ?? `${port.target} (on a port the Engine chooses)`,
  );
  return ports.length === 0 ? "none" : ports.join(", ");
}
