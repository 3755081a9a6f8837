import type { ModelPort } from "../../compose/model.ts";
import { locatePort } from "../../compose/source.ts";
import type { LintComplaint, LintFacts, LintRule } from "../lint-rule.ts";

/** No port of the host is published twice. */
export const uniquePorts: LintRule = {
  id: "unique-ports",
  defaultSeverity: "error",
  check: (facts) => {
    const seen: { readonly service: string; readonly port: ModelPort }[] = [];
    const complaints: LintComplaint[] = [];
    for (const service of facts.services) {
      for (const port of service.ports) {
        const other = seen.find((candidate) => collide(candidate.port, port));
        if (other !== undefined) complaints.push(complain(facts, service.name, port, other.service));
        seen.push({ service: service.name, port });
      }
    }
    return complaints;
  },
};

function collide(a: ModelPort, b: ModelPort): boolean {
  if (a.published === null || a.published !== b.published || a.protocol !== b.protocol) return false;
  return a.hostAddress === b.hostAddress || isAnyAddress(a) || isAnyAddress(b);
}

function isAnyAddress(port: ModelPort): boolean {
  return port.hostAddress === "" || port.hostAddress === "0.0.0.0" || port.hostAddress === "::";
}

function complain(facts: LintFacts, service: string, port: ModelPort, other: string): LintComplaint {
  const published = port.published ?? "";
  const who =
    other === service
      ? `\`${service}\` publishes port ${published} twice`
      : `\`${service}\` publishes port ${published}, which \`${other}\` publishes too`;
  return {
    service,
    location: locatePort(facts.sources, service, published),
    message: `${who}: only one can have it.`,
    fix: "Give each its own port on the host, or leave the host's port out.",
  };
}
