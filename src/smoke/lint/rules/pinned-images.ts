import { isVersionTag, parseImageReference } from "../../compose/image-reference.ts";
import { locateService } from "../../compose/source.ts";
import type { LintRule } from "../lint-rule.ts";

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
