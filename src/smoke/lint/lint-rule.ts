import type { ModelService } from "../compose/model.ts";
import type { ComposeSources, Location } from "../compose/source.ts";
import type { ImageFacts } from "../stages/prepare-images.ts";

/** All a lint rule may know. */
export interface LintFacts {
  readonly services: readonly ModelService[];
  readonly sources: ComposeSources;
  /** Names of services that run once and end. */
  readonly oneshot: ReadonlySet<string>;
  /** Per service what its image brings; a service whose image the Engine does not have is not in it. */
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** Host paths of bind mounts that are files or sockets, not folders. */
  readonly boundFiles: ReadonlySet<string>;
  /** The feature's plan beside the stack; null where there is none. */
  readonly plan: PlanText | null;
}

/** A plan to compare the stack with. */
export interface PlanText {
  /** As shown to people. */
  readonly path: string;
  readonly text: string;
}

/** One thing a rule has against the stack. */
export interface LintComplaint {
  readonly service: string | null;
  readonly location: Location;
  /** What is wrong, as a fact. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

/** A lint rule: the same facts give the same complaints. */
export interface LintRule {
  readonly id: SmokeLintRuleId;
  readonly defaultSeverity: "error" | "warning";
  readonly check: (facts: LintFacts) => readonly LintComplaint[];
}

/** A complaint with its rule and weight. */
export interface LintFinding extends LintComplaint {
  readonly rule: SmokeLintRuleId;
  readonly severity: "error" | "warning";
}

/** Ids of the smoke run's lint rules, in the order they are reported. `smoke.rules` in the config switches them. */
export const smokeLintRuleIds = [
  "pinned-images",
  "healthchecks",
  "unique-ports",
  "named-volumes",
  "no-privileged",
  "plan-images",
  "plan-ports",
] as const;

/** Id of a lint rule. */
export type SmokeLintRuleId = (typeof smokeLintRuleIds)[number];

/** How much a rule matters; `off` leaves it out. */
type SmokeLintSeverity = "error" | "warning" | "off";

/** Severities that differ from the defaults. */
export type SmokeLintSeverities = Readonly<Partial<Record<SmokeLintRuleId, SmokeLintSeverity>>>;

/** Severities, or a rule that does not exist. */
type SeveritiesResult =
  | { readonly state: "known"; readonly severities: SmokeLintSeverities }
  | { readonly state: "unknown"; readonly message: string };

/** Reads `smoke.rules` of the config. */
export function parseSeverities(rules: Readonly<Record<string, SmokeLintSeverity>>): SeveritiesResult {
  const severities: Partial<Record<SmokeLintRuleId, SmokeLintSeverity>> = {};
  for (const [name, severity] of Object.entries(rules)) {
    const id = smokeLintRuleIds.find((candidate) => candidate === name);
    if (id === undefined) {
      const known = smokeLintRuleIds.map((candidate) => `\`${candidate}\``).join(", ");
      return {
        state: "unknown",
        message: `\`smoke.rules.${name}\` is not a rule of the smoke test; these are: ${known}.`,
      };
    }
    severities[id] = severity;
  }
  return { state: "known", severities };
}
