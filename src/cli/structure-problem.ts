import type { Finding } from "../plan/finding.ts";
import { oversize } from "../plan/reading/parse-bounds.ts";
import type { FeatureOnDisk, Unreadable } from "./read-feature.ts";

const whyUnreadable: Readonly<Record<Unreadable, string>> = {
  symlink: "is a symbolic link. Make it a regular file.",
  directory: "is a folder. Make it a regular file.",
  "not-utf8": "is not UTF-8 text. Save it as UTF-8.",
  empty: "is empty. Write the plan.",
  "too-large": oversize,
};

/** What keeps a feature from being judged at all; `null` when nothing does. */
export function structureProblem(
  files: FeatureOnDisk,
  clash: readonly string[] | null,
  { path: planPath, name }: { readonly path: string; readonly name: string },
): Finding | null {
  if (clash !== null) {
    const names = clash.map((name) => `\`${name}\``).join(" and ");
    return problem({
      ruleId: "names-differ",
      title: "Names differ",
      message: `${names} are one name on some systems. Rename all but one.`,
      path: planPath,
    });
  }
  const { plan, siblings, tasks } = files;
  const link = [plan, ...siblings].find((file) => file?.mode === "120000");
  if (link !== undefined && link !== null)
    return planProblem(`\`${link.path}\` ${whyUnreadable.symlink}`, planPath, null);
  if (plan?.content.state === "unreadable") {
    return planProblem(`\`${name}\` ${whyUnreadable[plan.content.why]}`, planPath, null);
  }
  if (plan !== null) return null;
  if (tasks !== null)
    return missing(
      `\`tasks.md\` is here without \`${name}\`: step 3 before step 2. Write the plan first.`,
      planPath,
    );
  if (siblings.length === 0) return null;
  return missing(
    `Files of a plan are here without the plan itself. Write \`${name}\` beside them.`,
    planPath,
  );
}

/** The plan's text cannot be judged. */
export function planProblem(message: string, planPath: string, line: number | null): Finding {
  return problem({ ruleId: "plan-readable", title: "Plan can be read", message, path: planPath, line });
}

function missing(message: string, planPath: string): Finding {
  return problem({ ruleId: "plan-exists", title: "Plan exists", message, path: planPath });
}

/** What keeps a feature from being judged, and where. */
interface StructureProblem extends Pick<Finding, "ruleId" | "title" | "message"> {
  readonly path: string;
  /** From 1; none where the file as a whole is meant. */
  readonly line?: number | null;
}

/** Something that keeps a feature from being judged, as a finding. */
export function problem({ ruleId, title, message, path, line = null }: StructureProblem): Finding {
  const places = line === null ? [] : [{ path, startLine: line, endLine: line, excerpt: "" }];
  return {
    ruleId,
    title,
    group: "prerequisite",
    severity: "error",
    status: "fail",
    evidence: [],
    message,
    reason: null,
    nearMisses: places,
    fix: null,
  };
}
