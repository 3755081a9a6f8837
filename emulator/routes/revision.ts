import { Problem } from "../http/problem.ts";
import type { Repository } from "../world/state.ts";

/** The commit a branch, tag, `refs/…` or (possibly shortened) SHA names; `null` where there is none. */
export function resolveRevision(repository: Repository, name: string): string | null {
  const { store, refs } = repository;
  const byRef = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name].flatMap(
    (ref) => refs.get(ref) ?? [],
  )[0];
  if (byRef !== undefined) return byRef;
  if (store.commits.has(name)) return name;
  if (!/^[0-9a-f]{7,39}$/.test(name)) return null;
  for (const sha of store.commits.keys()) if (sha.startsWith(name)) return sha;
  return null;
}

/** The commit a name stands for, or GitHub's 422. */
export function requireRevision(repository: Repository, name: string): string {
  const sha = resolveRevision(repository, name);
  if (sha === null) throw new Problem(422, `No commit found for SHA: ${name}`);
  return sha;
}
