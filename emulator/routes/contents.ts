import { posix } from "node:path";
import { entryAt, readTree } from "../git/trees.ts";
import type { Entry, TreeEntry } from "../git/object-store.ts";
import { type Answer, type Call, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { notFound, Problem } from "../http/problem.ts";
import { apiUrl, htmlUrl } from "../shapes/repository.ts";
import type { Repository } from "../world/state.ts";
import { base64Lines } from "./git.ts";
import { resolveRevision } from "./revision.ts";

const maxJsonBytes = 1024 * 1024;
const maxDirectoryEntries = 1_000;
const maxLinks = 8;

/** Files and folders by path. Symlinks inside the repository are followed, as GitHub does. */
export const contentRoutes: readonly Route[] = [
  inRepository("GET /contents/{+path}", ["contents:read"], (call, repository) =>
    contents(call, repository, param(call, "path").replace(/\/+$/, "")),
  ),
  inRepository("GET /contents", ["contents:read"], (call, repository) => contents(call, repository, "")),
];

function contents(call: Call, repository: Repository, path: string): Answer {
  const ref = call.query.get("ref") ?? repository.defaultBranch;
  const sha = resolveRevision(repository, ref);
  const commit = repository.store.commits.get(sha ?? "");
  if (commit === undefined) throw new Problem(404, `No commit found for the ref ${ref}`);
  const entry = follow(repository, commit.tree, path, maxLinks);
  if (entry === null) throw notFound();
  if (entry.mode === "040000") {
    const children = readTree(repository.store, entry.sha).slice(0, maxDirectoryEntries);
    return ok(
      children.map((child) => item(call, repository, { ref, path: join(path, child), entry: child })),
    );
  }
  const content = repository.store.blobs.get(entry.sha);
  const shape = item(call, repository, { ref, path, entry });
  if (content === undefined) return ok({ ...shape, submodule_git_url: null });
  if (entry.mode === "120000") return ok({ ...shape, target: content.toString() });
  if (call.accept.includes("raw")) return { status: 200, body: content };
  const isLarge = content.length > maxJsonBytes;
  return ok({
    ...shape,
    content: isLarge ? "" : base64Lines(content),
    encoding: isLarge ? "none" : "base64",
  });
}

function follow(repository: Repository, tree: string, path: string, linksLeft: number): Entry | null {
  const { store } = repository;
  const entry = entryAt(store, tree, path);
  if (entry?.mode !== "120000" || linksLeft === 0) return entry;
  const target = store.blobs.get(entry.sha)?.toString() ?? "";
  const resolved = posix.join(posix.dirname(path), target);
  if (target.startsWith("/") || resolved.startsWith("..")) return entry;
  return follow(repository, tree, resolved === "." ? "" : resolved, linksLeft - 1) ?? entry;
}

function item(
  { state }: Call,
  repository: Repository,
  { ref, path, entry }: { ref: string; path: string; entry: Entry },
) {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const url = `${apiUrl(state, repository)}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const isFolder = entry.mode === "040000";
  const git = `${apiUrl(state, repository)}/git/${isFolder ? "trees" : "blobs"}/${entry.sha}`;
  const html = `${htmlUrl(state, repository)}/${isFolder ? "tree" : "blob"}/${ref}/${encoded}`;
  return {
    type: typeOf(entry),
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha: entry.sha,
    size: repository.store.blobs.get(entry.sha)?.length ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: isFolder ? null : `${htmlUrl(state, repository)}/raw/${ref}/${encoded}`,
    _links: { self: url, git, html },
  };
}

function typeOf({ mode }: Entry): "file" | "dir" | "symlink" | "submodule" {
  switch (mode) {
    case "040000":
      return "dir";
    case "120000":
      return "symlink";
    case "160000":
      return "submodule";
    case "100644":
    case "100755":
      return "file";
  }
}

function join(folder: string, { name }: TreeEntry): string {
  return folder === "" ? name : `${folder}/${name}`;
}
