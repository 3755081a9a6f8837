import { configPath } from "../config/config-path.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";

/**
 * Can the config on the default branch name a smoke workflow? A cheap look at its text, which errs on the side of yes:
 * a word that is not there is no key, unless it is written with escapes. `null` where the config was not read.
 */
export function mayNameSmoke({ facts }: PullRequestSnapshot): boolean | null {
  const found = Object.entries(facts.files).filter(([name]) => name.endsWith(`:${configPath}`));
  if (found.length === 0) return null;
  return found.some(([, file]) => {
    return file && (file.blob.state !== "text" || /smoke|\\/u.test(file.blob.text));
  });
}
