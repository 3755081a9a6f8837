import type { GitHub, RepositoryName } from "../github/github.ts";
import type { OpenPullRequest } from "../github/read/list-work.ts";
import { changesGate } from "../gate/changes-gate.ts";

/** The branches of one repository, each asked for once while a scan looks at its pull requests. */
export interface BaseTips {
  /**
   * The tips that a pull request would be compared with, where nothing that matters to a verdict came between them
   * and those it was judged at; else `null`.
   */
  readonly settle: (
    pull: OpenPullRequest,
    judged: ReadonlyMap<string, string>,
  ) => Promise<ReadonlyMap<string, string> | null>;
}

/** Opens an empty memory for one scan. */
export function openBaseTips(
  github: Pick<GitHub, "findBranchTip" | "listChangedPaths">,
  at: RepositoryName,
): BaseTips {
  const tipOf = once((branch) => github.findBranchTip(at, branch));
  const matters = once(async (range) => {
    const [from = "", to = ""] = range.split("...");
    const paths = await github.listChangedPaths(at, { from, to });
    return paths === null || changesGate(paths);
  });
  return {
    settle: async ({ baseRef, defaultBranch }, judged) => {
      const settled = new Map<string, string>();
      for (const branch of new Set([baseRef, defaultBranch])) {
        const before = judged.get(branch);
        const tip = await tipOf(branch);
        if (before === undefined || tip === null) return null;
        if (before !== tip && (await matters(`${before}...${tip}`))) return null;
        settled.set(branch, tip);
      }
      return settled;
    },
  };
}

function once<Value>(ask: (name: string) => Promise<Value>): (name: string) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}
