import { foldPath, isNameOf } from "../pull-request/fold-path.ts";
import type { FeatureForm, FeaturePlace } from "./feature.ts";
import { pathInFeature } from "./file-names.ts";

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

/**
 * Names of gated files, and of the folder that is gated with all it holds; directly in a feature's folder.
 * Of another form: `isGatedPath`.
 */
export function gatedNames(spec: SpecGate): ReadonlySet<string> {
  return spec === "exists" ? planAlone : withPlan;
}

/**
 * Is a file of a feature part of what people approve? `relativePath` is from the feature's folder. `plan.md` is, even
 * where the plan has another name. A folder or link in the place of one of the files counts as well: it has to be
 * seen to be refused.
 */
export function isGatedPath(relativePath: string, spec: SpecGate, form?: FeatureForm): boolean {
  const slash = relativePath.indexOf("/");
  const name = foldPath(slash === -1 ? relativePath : relativePath.slice(0, slash));
  switch (form?.type) {
    case undefined:
      return gatedNames(spec).has(name);
    case "named":
      return (
        planAlone.has(name) || isNameOf(name, form.plan) || (spec !== "exists" && isNameOf(name, form.spec))
      );
    case "file":
      return true;
  }
}

/** The same for a path from the root, of the feature in that place. */
export function isGatedIn(path: string, place: FeaturePlace, spec: SpecGate): boolean {
  const name = pathInFeature(path, place);
  return name !== null && isGatedPath(name, spec, place.form);
}
