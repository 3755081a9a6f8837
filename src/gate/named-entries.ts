import { configFileNames } from "../config/config-path.ts";
import { gatedNames } from "../feature/gated-path.ts";
import type { Need } from "../pull-request/need.ts";

const names: readonly string[] = [...gatedNames("with-plan"), ...configFileNames, "codeowners"];

/** Asks for everything in a commit that has the name of gated text, of a specification or of settings, under whatever path. */
export function namedEntriesNeed(commitSha: string): Need {
  return { type: "named-entries", commitSha, names };
}
