import { configPath, misspelledConfigPath } from "../config/config-path.ts";
import { foldPath } from "../feature/fold-path.ts";

const gatedNames: ReadonlySet<string> = new Set([
  "spec.md",
  "plan.md",
  "tasks.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
]);
const codeownersPaths: ReadonlySet<string> = new Set(["codeowners", ".github/codeowners", "docs/codeowners"]);

/** Can a change of these files on a base branch change a verdict? */
export function changesGate(paths: readonly string[]): boolean {
  return paths.some(mattersOnBase);
}

/** Folders of features are not known here: files count by their names. */
function mattersOnBase(path: string): boolean {
  const folded = foldPath(path);
  if (path === configPath || misspelledConfigPath(path) || codeownersPaths.has(folded)) return true;
  const segments = folded.split("/");
  return segments.includes("contracts") || segments.slice(-1).some((name) => gatedNames.has(name));
}
