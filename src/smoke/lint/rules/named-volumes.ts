import type { ModelMount, ModelService } from "../../compose/model.ts";
import { locateMount, locateService } from "../../compose/source.ts";
import type { LintComplaint, LintFacts, LintRule } from "../lint-rule.ts";

/** Data lives in named volumes: not in anonymous ones, which a new container forgets, and not in folders of the host. */
export const namedVolumes: LintRule = {
  id: "named-volumes",
  defaultSeverity: "error",
  check: (facts) =>
    facts.services.flatMap((service) => [
      ...service.mounts.flatMap((mount) => mountComplaints(facts, service, mount)),
      ...imageVolumeComplaints(facts, service),
    ]),
};

function mountComplaints(
  facts: LintFacts,
  service: ModelService,
  mount: ModelMount,
): readonly LintComplaint[] {
  const problem = describeMount(facts, mount);
  if (problem === null) return [];
  return [
    {
      service: service.name,
      location: locateMount(facts.sources, service.name, mount.target),
      message: `\`${service.name}\` ${problem}.`,
      fix: `Use a named volume (\`name:${mount.target}\`, and \`name\` under top-level \`volumes\`); mount configuration read-only (\`:ro\`).`,
    },
  ];
}

function describeMount(facts: LintFacts, mount: ModelMount): string | null {
  if (mount.type === "volume" && mount.source === null) {
    return `keeps \`${mount.target}\` in an anonymous volume, which a new container does not find again`;
  }
  if (mount.type !== "bind" || mount.isReadOnly || mount.source === null) return null;
  if (facts.boundFiles.has(mount.source)) return null;
  return `writes \`${mount.target}\` into a folder of the host, so one run finds what another left`;
}

function imageVolumeComplaints(facts: LintFacts, service: ModelService): readonly LintComplaint[] {
  const image = facts.images.get(service.name);
  if (image === undefined || facts.oneshot.has(service.name)) return [];
  return image.volumes
    .filter((path) => !service.mounts.some((mount) => covers(mount.target, path)))
    .map((path) => ({
      service: service.name,
      location: locateService(facts.sources, service.name, "volumes"),
      message: `\`${service.name}\`: its image keeps data in \`${path}\`, and no named volume is mounted there.`,
      fix: `Add \`- data:${path}\` to its \`volumes\`, and \`data\` under top-level \`volumes\`.`,
    }));
}

function covers(mounted: string, path: string): boolean {
  const folder = mounted.replace(/\/$/, "");
  return path === folder || path.replace(/\/$/, "") === folder || path.startsWith(`${folder}/`);
}
