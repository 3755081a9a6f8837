import { foldPath } from "../pull-request/fold-path.ts";

/**
 * Of the config: is a feature's `spec.md` a text that people approve? With its plan, as one text, or by itself,
 * as a text of its own.
 */
export type SpecGate = "exists" | "with-plan" | "approved";

/** What belongs to the text of the plan: a specification with a gate of its own does not. */
export function planText(spec: SpecGate): SpecGate {
  return spec === "approved" ? "exists" : spec;
}

const planNames: readonly string[] = [
  "plan.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
  "contracts",
];
const withPlan: ReadonlySet<string> = new Set([...planNames, "spec.md"]);
const planAlone: ReadonlySet<string> = new Set(planNames);

/** Names of gated files, and of the folder that is gated with all it holds; directly in a feature's folder. */
export function gatedNames(spec: SpecGate): ReadonlySet<string> {
  return spec === "exists" ? planAlone : withPlan;
}

/**
 * Is a file part of what people approve? `relativePath` is from the feature's folder.
 * A folder or link in the place of one of the files counts as well: it has to be seen to be refused.
 */
export function isGatedPath(relativePath: string, spec: SpecGate): boolean {
  const slash = relativePath.indexOf("/");
  return gatedNames(spec).has(foldPath(slash === -1 ? relativePath : relativePath.slice(0, slash)));
}
