import { locateService } from "../../compose/source.ts";
import type { LintRule } from "../lint-rule.ts";

/** No service is privileged: such a container is root on the host. */
export const noPrivileged: LintRule = {
  id: "no-privileged",
  defaultSeverity: "error",
  check: (facts) =>
    facts.services
      .filter((service) => service.isPrivileged)
      .map((service) => ({
        service: service.name,
        location: locateService(facts.sources, service.name, "privileged"),
        message: `\`${service.name}\` is privileged: it is root on the host.`,
        fix: "Remove `privileged: true`; grant single capabilities with `cap_add`, single devices with `devices`.",
      })),
};
