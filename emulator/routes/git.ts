import { type Call, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { notFound, Problem } from "../http/problem.ts";
import { listTree, type PathEntry, readTree } from "../git/trees.ts";
import { gitCommitShape } from "../shapes/commit.ts";
import { apiUrl } from "../shapes/repository.ts";
import type { Repository } from "../world/state.ts";
import { resolveRevision } from "./revision.ts";

/** Git objects and refs, read. */
export const gitRoutes: readonly Route[] = [
  inRepository("GET /git/blobs/{sha}", ["contents:read"], (call, repository) => {
    const sha = param(call, "sha");
    const content = repository.store.blobs.get(sha);
    if (content === undefined) throw notFound();
    return ok({
      sha,
      node_id: `B_${sha}`,
      size: content.length,
      url: `${apiUrl(call.state, repository)}/git/blobs/${sha}`,
      content: base64Lines(content),
      encoding: "base64",
    });
  }),
  inRepository("GET /git/trees/{+tree}", ["contents:read"], (call, repository) => {
    const { store } = repository;
    const name = param(call, "tree");
    const commit = store.commits.get(resolveRevision(repository, name) ?? "");
    const sha = commit?.tree ?? name;
    if (!store.trees.has(sha)) throw notFound();
    const isRecursive = call.query.has("recursive");
    const entries = isRecursive
      ? listTree(store, sha)
      : readTree(store, sha).map((entry) => ({ path: entry.name, mode: entry.mode, sha: entry.sha }));
    const url = `${apiUrl(call.state, repository)}/git/trees/${sha}`;
    return ok({
      sha,
      url,
      tree: entries.slice(0, repository.maxTreeEntries).map((entry) => treeEntry(call, repository, entry)),
      truncated: entries.length > repository.maxTreeEntries,
    });
  }),
  inRepository("GET /git/commits/{sha}", ["contents:read"], (call, repository) => {
    const commit = repository.store.commits.get(param(call, "sha"));
    if (commit === undefined) throw notFound();
    return ok(gitCommitShape(call.state, repository, commit));
  }),
  inRepository("GET /git/ref/{+ref}", ["contents:read"], (call, repository) => {
    const ref = `refs/${param(call, "ref")}`;
    const sha = repository.refs.get(ref);
    if (sha === undefined) throw notFound();
    return ok(refShape(call, repository, [ref, sha]));
  }),
  inRepository("GET /git/matching-refs/{+prefix}", ["contents:read"], (call, repository) => {
    const prefix = `refs/${param(call, "prefix")}`;
    const found = [...repository.refs].filter(([ref]) => ref.startsWith(prefix)).sort();
    return page(call, found, (item) => refShape(call, repository, item));
  }),
];

/** Base64 in lines of 60 characters, as GitHub sends it. */
export function base64Lines(content: Buffer): string {
  return content.toString("base64").replace(/.{1,60}/g, "$&\n");
}

/** A ref and what it points to. */
export function refShape({ state }: Call, repository: Repository, [ref, sha]: readonly [string, string]) {
  const url = apiUrl(state, repository);
  return {
    ref,
    node_id: `REF_${Buffer.from(ref).toString("base64url")}`,
    url: `${url}/git/${ref}`,
    object: { sha, type: "commit", url: `${url}/git/commits/${sha}` },
  };
}

function treeEntry({ state }: Call, repository: Repository, { path, mode, sha }: PathEntry) {
  const url = `${apiUrl(state, repository)}/git`;
  switch (mode) {
    case "040000":
      return { path, mode, type: "tree", sha, url: `${url}/trees/${sha}` };
    case "160000":
      return { path, mode, type: "commit", sha };
    case "100644":
    case "100755":
    case "120000": {
      const size = repository.store.blobs.get(sha)?.length;
      if (size === undefined) throw new Problem(500, `The emulator lost blob ${sha}.`);
      return { path, mode, type: "blob", sha, size, url: `${url}/blobs/${sha}` };
    }
  }
}
