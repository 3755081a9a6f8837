import { partName } from "../../gate/decide-part.ts";
import type {
  PullRequestDecision,
  SmokeDecision,
  ImplementationDecision,
  NamedPlan,
} from "../../gate/decision.ts";
import type { Enforcement } from "../../pull-request/snapshot.ts";
import { waitingIn } from "./check-actions.ts";
import { approveCommand } from "./how-to-approve.ts";
import { configBlocks, featureBlocks, verdictSigns } from "./subject-blocks.ts";
import { folderUrl, link, type LinkTarget } from "../text/links.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { overrideAlert } from "./record.ts";
import { phaseNames } from "./phase-line.ts";
import { table } from "../text/table.ts";
import { shortDigest } from "../../approval/digest.ts";

/** One pull request: why, the overview, then each feature, the settings, the code and the smoke test. */
export function pullRequestBlocks(pr: PullRequestDecision, place: LinkTarget): readonly string[] {
  const alert = overrideAlert(pr);
  return [
    ...(alert === null ? [] : [alert]),
    ...reasons(pr),
    ...warnings(pr),
    ...overview(pr, place),
    ...(pr.config === null ? [] : configBlocks(pr.config, pr, place)),
    ...pr.features.flatMap((feature) => featureBlocks(feature, pr, place)),
    ...(pr.implementation === null ? [] : [implementationBlock(pr.implementation, pr, place)]),
    ...(pr.smoke === null ? [] : [smokeTable(pr.smoke)]),
  ];
}

/** Reasons that neither the title nor a part of its own says. */
function reasons(pr: PullRequestDecision): readonly string[] {
  const said = new Set([
    pr.title,
    ...pr.features.map((decision) => `${partName(decision)}: ${decision.title}`),
    ...(pr.config === null ? [] : [`config: ${pr.config.title}`]),
  ]);
  const more = pr.reasons.filter((reason) => !said.has(reason)).slice(0, maxReasons);
  return more.length === 0 ? [] : [more.map((reason) => `- ${neutralizeSentence(reason)}`).join("\n")];
}

const maxReasons = 20;

/** A gate that enforces nothing must not look like one; where nothing is gated, it does not matter. */
function warnings(pr: PullRequestDecision): readonly string[] {
  const isHeld = pr.implementation !== null && pr.implementation.problems.length > 0;
  const isGated = pr.features.length > 0 || pr.config !== null || isHeld;
  const texts = [...(isGated ? enforcementWarning(pr.enforcement, pr.baseRef) : []), ...pr.warnings];
  return texts.map((text) => `> **Warning:** ${neutralizeSentence(text, 600)}`);
}

function enforcementWarning(enforcement: Enforcement, branch: string): readonly string[] {
  const on = `on \`${branch.replaceAll("`", "'")}\``;
  switch (enforcement.state) {
    case "required-and-bound":
      return [];
    case "not-required":
      return [
        `\`plan-gate\` is not a required check ${on}, so a merge does not wait for it. Require it under Settings → Rules → Rulesets, with this App as its source.`,
      ];
    case "required-unbound":
      return [
        `\`plan-gate\` is required ${on} from any source, so every App and workflow can post a check of that name. Choose this App as its source under Settings → Rules → Rulesets.`,
      ];
    case "bound-elsewhere":
      return [
        `\`plan-gate\` is required ${on} from another App (id ${enforcement.appId}), so this check cannot open the merge. Choose this App as its source under Settings → Rules → Rulesets.`,
      ];
    case "unknown":
      return [`Whether \`plan-gate\` is required ${on} could not be read: ${enforcement.reason}`];
  }
}

/** Of several features, all at a glance with what is to be typed. */
function overview(pr: PullRequestDecision, place: LinkTarget): readonly string[] {
  if (pr.features.length < 2) return [];
  const rows = pr.features.map((decision) => {
    const { feature, outcome } = decision;
    const waiting = waitingIn(outcome).filter(() => pr.methods.includes("comment"));
    return [
      link(codeSpan(partName(decision).replaceAll("`", ""), 80), folderUrl(place, feature.path)),
      phaseNames[decision.phase],
      `${verdictSigns[decision.verdict]} ${neutralize(decision.title, 120)}`,
      waiting.map(approveCommand).join(""),
    ];
  });
  return [table(["Feature", "Phase", "Verdict", "To approve"], rows)];
}

function smokeTable(smoke: SmokeDecision): string {
  const run = smoke.run === null ? "" : ` ${link("See the run", smoke.run.htmlUrl)}.`;
  const details = `${neutralizeSentence(smoke.message)}${run}`;
  const required = smoke.isRequired ? "required" : "not required";
  return table(["Compose smoke", "Required?", "Details"], [[smokeMarks[smoke.state], required, details]]);
}

const smokeMarks: Readonly<Record<SmokeDecision["state"], string>> = {
  passed: "✓ pass",
  failed: "✗ fail",
  running: "◐ running",
  missing: "✗ missing",
  untrusted: "✗ not trusted",
  unknown: "? unknown",
  waived: "✓ waived",
};

/** The code that waits for plans: which it implements, who approved them, and what is missing. */
export function implementationBlock(
  decision: ImplementationDecision,
  { methods }: Pick<PullRequestDecision, "methods">,
  place: LinkTarget,
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

function planLink({ feature }: NamedPlan, place: LinkTarget): string {
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
