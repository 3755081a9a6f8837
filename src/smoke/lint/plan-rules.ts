import { type ModelService, parseImageReference } from "../compose/model.ts";
import { locateService } from "../compose/source.ts";
import { findPortMentions } from "./port-mentions.ts";
import type { ServiceNames } from "./port-mentions.ts";
import type { LintComplaint, LintFacts, LintRule, PlanText } from "./lint-rule.ts";

/** Where the plan names an image's version, the stack uses that version. */
export const planImages: LintRule = {
  id: "plan-images",
  defaultSeverity: "warning",
  check: (facts) => (facts.plan === null ? [] : compareImages(facts, facts.plan)),
};

function compareImages(facts: LintFacts, plan: PlanText): readonly LintComplaint[] {
  const used = facts.services.flatMap((service) =>
    service.image === null ? [] : [parseImageReference(service.image)],
  );
  const mentions = findImageMentions(
    plan.text,
    used.map((image) => image.repository),
  );
  return facts.services.flatMap((service) => {
    const image = service.image === null ? null : parseImageReference(service.image);
    if (image?.tag === undefined || image.tag === null) return [];
    const ofThis = mentions.filter((mention) => mention.repository === image.repository);
    const [first] = ofThis;
    if (first === undefined || ofThis.some((mention) => mention.tag === image.tag)) return [];
    return [
      {
        service: service.name,
        location: locateService(facts.sources, service.name, "image"),
        message: `\`${service.name}\`: plan says \`${image.repository}:${first.tag}\` (\`${plan.path}\`, line ${first.line}), compose uses \`${image.tag}\`.`,
        fix: "Make the plan and the compose file name the same version.",
      },
    ];
  });
}

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

/** A place where a plan names an image's version. */
interface ImageMention {
  readonly repository: string;
  readonly tag: string;
  /** From 1. */
  readonly line: number;
}

const maxLines = 20_000;
const maxLineLength = 4_000;

/**
 * Finds versions of known images in a plan: `repository:tag` anywhere, `name:1.2` for the last part of a repository,
 * or a table row that names the repository and has exactly one version.
 */
function findImageMentions(plan: string, repositories: readonly string[]): readonly ImageMention[] {
  const known = new Set(repositories);
  const lines = plan.split("\n").slice(0, maxLines);
  return lines.flatMap((text, index) => lineMentions(text.slice(0, maxLineLength), index + 1, known));
}

function lineMentions(text: string, line: number, known: ReadonlySet<string>): readonly ImageMention[] {
  const tokens = text.split(/[^A-Za-z0-9._/:@-]+/).map((token) => token.replace(/[.:]+$/, ""));
  const mentions = tokens.flatMap((token) => {
    const { repository, tag } = parseImageReference(token);
    const full = tag === null ? null : repositoryOf(repository, tag, known);
    return full === null || tag === null ? [] : [{ repository: full, tag, line }];
  });
  if (mentions.length > 0 || !text.trimStart().startsWith("|")) return mentions;
  const named = tokens.find((token) => known.has(parseImageReference(token).repository));
  const versions = [...new Set(tokens.filter(isVersion))];
  const [version] = versions;
  if (named === undefined || version === undefined || versions.length > 1) return [];
  return [{ repository: parseImageReference(named).repository, tag: version, line }];
}

function repositoryOf(name: string, tag: string, known: ReadonlySet<string>): string | null {
  if (known.has(name)) return name;
  if (name.includes("/") || !isVersion(tag)) return null;
  return [...known].find((repository) => repository.endsWith(`/${name}`)) ?? null;
}

/** `1.2`, `v1.93.0`, `v0.1.0-victorialogs`; not a port or a year. */
function isVersion(token: string): boolean {
  return /^v?\d+(?:\.\d+){1,3}(?:[-+][A-Za-z0-9._-]*)?$/.test(token);
}
