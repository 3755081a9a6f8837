import { shortDigest } from "../../approval/digest.ts";
import type { ImplementationDecision, NamedPlan, PullRequestDecision } from "../../gate/decision.ts";
import { folderUrl, link, type Place } from "../text/links.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { table } from "../text/table.ts";

/** The code that waits for plans: which it implements, who approved them, and what is missing. */
export function implementationBlock(
  decision: ImplementationDecision,
  { methods }: Pick<PullRequestDecision, "methods">,
  place: Place,
): string {
  const { plans, problems, base, isExcepted, waiver, overrides } = decision;
  if (isExcepted) return "Its author and all its commits are by an account that needs no plan for code.";
  const rows = [
    ...plans.map((plan) => ["✓ implements", `${planLink(plan, place)} · ${standing(plan, base)}`]),
    ...problems.map(({ title, message }) => [
      markOf(decision),
      `${neutralizeSentence(title, 300)} ${neutralizeSentence(message, 1_000)}`,
    ]),
    ...(waiver === null ? [] : [["Waiver", reasonOf(waiver)]]),
    ...overrides.map((word) => ["**Override**", reasonOf(word)]),
  ];
  const isOpen = problems.length > 0 && waiver === null && overrides.length === 0;
  const way = methods.includes("comment") ? letGo : noWaivers;
  return [table(["Code", "Plan"], rows), ...(isOpen ? [way] : [])].join("\n\n");
}

function markOf({ waiver, overrides }: ImplementationDecision): string {
  if (waiver !== null) return "✓ waived";
  return overrides.length > 0 ? "✗ overridden" : "✗ missing";
}

const letGo =
  "Somebody who may approve plans can let this code go without one: `/waive-plan implementation <reason>`.";
const noWaivers = "A waiver is a comment, and `approval.methods` leaves comments out.";

function planLink({ feature }: NamedPlan, place: Place): string {
  return link(codeSpan(feature.id, 60), folderUrl(place, feature.path));
}

function standing(plan: NamedPlan, base: string): string {
  switch (plan.state) {
    case "approved": {
      const { words, pull } = plan.approval;
      const [{ digest }] = words;
      const people = [...new Set(words.map(({ login, url }) => link(codeSpan(`@${login}`, 60), url)))];
      const where = link(codeSpan(`#${pull.number}`), pull.htmlUrl);
      return `plan approved by ${people.join(" and ")} in ${where} (\`${shortDigest(digest)}\`)`;
    }
    case "here":
      return "its plan is in this pull request";
    case "unrecorded":
      return `plan on ${codeSpan(base, 100)} before Plan Gate: no approval is on record`;
  }
}

function reasonOf({ login, url, reason }: NonNullable<ImplementationDecision["waiver"]>): string {
  return `${link(codeSpan(`@${login}`, 60), url)}: “${neutralize(reason ?? "", 300)}”`;
}
