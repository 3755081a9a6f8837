import {
  isVersionTag,
  type ModelMount,
  type ModelPort,
  type ModelService,
  parseImageReference,
} from "../compose/model.ts";
import { locateMount, locatePort, locateService } from "../compose/source.ts";
import type { LintComplaint, LintFacts, LintRule } from "./lint-rule.ts";

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

/**
 * Data lives in named volumes: not in anonymous ones, which a new container forgets, and not in folders of the host.
 */
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

/** Every image that is pulled has a version tag or a digest. Images built here are pinned by their Dockerfile. */
export const pinnedImages: LintRule = {
  id: "pinned-images",
  defaultSeverity: "error",
  check: (facts) =>
    facts.services.flatMap((service) => {
      const problem = service.image === null || service.hasBuild ? null : describeTag(service.image);
      if (problem === null) return [];
      return [
        {
          service: service.name,
          location: locateService(facts.sources, service.name, "image"),
          message: `\`${service.name}\`: image \`${service.image ?? ""}\` ${problem}, so tomorrow's run may use another one.`,
          fix: "Name a version (`image: name:1.2.3`) or a digest (`image: name@sha256:…`).",
        },
      ];
    }),
};

function describeTag(image: string): string | null {
  const { tag, digest } = parseImageReference(image);
  if (digest !== null) return null;
  if (tag === null) return "has no tag";
  return isVersionTag(tag) ? null : `has the moving tag \`${tag}\``;
}

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
        if (other !== undefined)
          complaints.push(complain(facts, { service: service.name, port }, other.service));
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

function complain(
  facts: LintFacts,
  { service, port }: { readonly service: string; readonly port: ModelPort },
  other: string,
): LintComplaint {
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
