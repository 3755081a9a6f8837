import { parseImageReference } from "../../compose/image-reference.ts";
import { locateService } from "../../compose/source.ts";
import { findImageMentions } from "../../plan/image-mentions.ts";
import type { LintComplaint, LintFacts, LintRule, PlanText } from "../lint-rule.ts";

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
