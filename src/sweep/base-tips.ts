import type { GitHub, RepositoryName } from "../github/github.ts";
import type { OpenPullRequest } from "../github/read/list-work.ts";
import type { Recent } from "../evaluation/recent.ts";
import type { BaseWatch } from "../gate/carried-edits.ts";
import type { PushKind } from "../queue/work.ts";
import { changesGate, changesText } from "../gate/changes-gate.ts";

/** The branches of one repository, each asked for once while a scan looks at its pull requests. */
export interface BaseTips {
  /**
   * The tips that a pull request would be compared with, where nothing that matters to a verdict came between them
   * and those it was judged at; else `null`.
   */
  readonly settle: (
    pull: OpenPullRequest,
    judged: Pick<Recent, "tips" | "baseWatch">,
  ) => Promise<ReadonlyMap<string, string> | null>;
}

/** Opens an empty memory for one scan. */
export function openBaseTips(
  github: Pick<GitHub, "findBranchTip" | "listChanges">,
  at: RepositoryName,
): BaseTips {
  const tipOf = once((branch) => github.findBranchTip(at, branch));
  const changesIn = once(async (range) => {
    const [from = "", to = ""] = range.split("...");
    return github.listChanges(at, { from, to });
  });
  const matters = async (range: string, watch: BaseWatch | null): Promise<boolean> => {
    const changes = await changesIn(range);
    if (changes === null || changesGate(changes.paths)) return true;
    const writes = changesText(changes.paths) ? "written" : "edited";
    return isWatching(watch, changes.hasRemovals ? "moved" : writes);
  };
  return {
    settle: async ({ baseRef, defaultBranch }, { tips: judged, baseWatch }) => {
      const settled = new Map<string, string>();
      for (const branch of new Set([baseRef, defaultBranch])) {
        const before = judged.get(branch);
        const tip = await tipOf(branch);
        if (before === undefined || tip === null) return null;
        if (before !== tip && (await matters(`${before}...${tip}`, baseWatch))) return null;
        settled.set(branch, tip);
      }
      return settled;
    },
  };
}

/** Can a push of that kind change the verdict? Where nothing is known of it, any but one that only edits other files. */
export function isWatching(watch: BaseWatch | null, push: PushKind): boolean {
  switch (watch) {
    case "edits":
      return true;
    case "texts":
    case null:
      return push !== "edited";
    case "removals":
      return push === "moved";
    case "nothing":
      return false;
  }
}

function once<Value>(ask: (name: string) => Promise<Value>): (name: string) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}
