import { foldPath } from "../pull-request/fold-path.ts";

/** Of the config: is a feature's `spec.md` a part of what people approve with its plan? */
export type SpecGate = "exists" | "with-plan";

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
  return spec === "with-plan" ? withPlan : planAlone;
}

/**
 * Is a file part of what people approve? `relativePath` is from the feature's folder.
 * A folder or link in the place of one of the files counts as well: it has to be seen to be refused.
 */
export function isGatedPath(relativePath: string, spec: SpecGate): boolean {
  const slash = relativePath.indexOf("/");
  return gatedNames(spec).has(foldPath(slash === -1 ? relativePath : relativePath.slice(0, slash)));
}
