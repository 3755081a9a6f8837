import { changedFiles, type FileChange } from "../git/file-changes.ts";
import { patchOf } from "../git/patch.ts";
import type { Repository, State } from "../world/state.ts";
import { apiUrl, htmlUrl } from "./repository.ts";
import type { Schemas } from "./schemas.ts";

/** Files changed between two trees, at most so many, as comparisons and pull requests list them. */
export function fileShapes(
  state: State,
  repository: Repository,
  range: { before: string | null; after: string; sha: string; limit: number },
): Schemas["diff-entry"][] {
  return changedFiles(repository.store, range.before, range.after)
    .slice(0, range.limit)
    .map((change) => fileShape(state, repository, range.sha, change));
}

function fileShape(
  state: State,
  repository: Repository,
  sha: string,
  change: FileChange,
): Schemas["diff-entry"] {
  const { additions, deletions, patch } = patchOf(repository.store, change);
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: (change.after ?? change.before)?.sha ?? null,
    filename: change.path,
    status: change.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${htmlUrl(state, repository)}/blob/${sha}/${path}`,
    raw_url: `${htmlUrl(state, repository)}/raw/${sha}/${path}`,
    contents_url: `${apiUrl(state, repository)}/contents/${path}?ref=${sha}`,
    ...(patch === null ? {} : { patch }),
    ...(change.previousPath === null ? {} : { previous_filename: change.previousPath }),
  };
}
