import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Standing } from "../../render/report/check-report.ts";
import type { Display } from "../display.ts";
import { UsageError } from "../exit-codes.ts";
import { loadConfig } from "../load-config.ts";
import { findRoot, runGit } from "../repository.ts";
import { unnamedPlans } from "../unnamed-plans.ts";
import { checkChanges, configOnBase } from "./check-changes.ts";
import { fittingBase, namedBase } from "./find-base.ts";
import { readChangedFiles } from "./read-changes.ts";

/** What is to be compared with what. */
export interface AgainstBase {
  readonly cwd: string;
  /** As it was named; `null` for the one that fits. */
  readonly base: string | null;
  /** File named with `--config`, absolute. */
  readonly configFile: string | null;
  /** Absolute; empty for all. */
  readonly within: readonly string[];
  readonly display: Display;
}

/** What differs from a base. */
export interface Differing {
  readonly standings: readonly Standing[];
  /** What to say where nothing does. */
  readonly empty: string;
  /** What is worth knowing about how it was judged. */
  readonly notes: readonly string[];
}

/** Judges the features that differ from a base. */
export async function checkAgainstBase(question: AgainstBase): Promise<Differing> {
  const { cwd, base: name, configFile, within, display } = question;
  const missing = within.find((place) => !existsSync(place));
  if (missing !== undefined) throw new UsageError(`\`${missing}\` does not exist.`);
  const root = await findRoot(resolve(cwd));
  if ((await runGit(root, ["rev-parse", "--git-dir"])) === null) {
    throw new UsageError(
      "This is no Git repository, so nothing can be compared. Leave out --base and --changed.",
    );
  }
  const base = name === null ? await fittingBase(root, process.env) : await namedBase(root, name);
  const here = await loadConfig(root, configFile);
  const config = configFile === null ? await configOnBase(root, base, here) : here;
  const changed = await readChangedFiles(root, base);
  const standings = await checkChanges({ root, base, changed, config, within, display });
  const paths = changed.map(({ path }) => path);
  const unnamed = unnamedPlans(paths, config.features);
  const settings = `Judged by the settings on ${base.title}, as the gate does; --config judges by others.`;
  return {
    standings,
    empty: `No plan to judge differs from ${base.title}.`,
    notes: [...(isDeepStrictEqual(config, here) ? [] : [settings]), ...(unnamed === null ? [] : [unnamed])],
  };
}
