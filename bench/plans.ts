import { readFileSync } from "node:fs";

/** A plan with evidence for every row. */
export const goodPlan = readFileSync(
  new URL("../test/fixtures/plans/f-15-docker-compose-stack.md", import.meta.url),
  "utf8",
);

/** The files of a complete feature. */
export function planFiles(name: string, plan = goodPlan): Readonly<Record<string, string>> {
  const folder = `.specify/specs/${name}`;
  return {
    [`${folder}/spec.md`]:
      "# Specification\n\nThe stack collects metrics, logs and traces of every service.\n",
    [`${folder}/plan.md`]: plan,
  };
}
