import { stat } from "node:fs/promises";
import { join } from "node:path";
import { codeownersPaths } from "../../approval/people/codeowners.ts";
import type { FeatureGlob } from "../../feature/feature-folder.ts";
import { layoutsIn } from "../known-layouts.ts";
import { listFiles, runGit } from "../repository.ts";

/** What can be found out about a repository without asking. */
export interface RepositoryFacts {
  /** Absolute. */
  readonly root: string;
  /** `owner/name` on GitHub, from the remote; `null` without one. */
  readonly slug: string | null;
  /** Host of the remote, such as `github.com`. */
  readonly host: string;
  readonly hasCodeowners: boolean;
  /** What the config's `features` has to say of where other tools keep plans. */
  readonly layouts: readonly FeatureGlob[];
  readonly hasCompose: boolean;
}

const composeName = /^(?:docker-)?compose\.ya?ml$/;

/** Looks at a repository on disk. */
export async function gatherFacts(root: string): Promise<RepositoryFacts> {
  const files = await listFiles(root);
  const remote = await readRemote(root);
  return {
    root,
    slug: remote?.slug ?? null,
    host: remote?.host ?? "github.com",
    hasCodeowners: await anyExists(root, codeownersPaths),
    layouts: layoutsIn(files),
    hasCompose: files.some((path) => composeName.test(path)),
  };
}

/** Where the remote `origin` of a clone points to; `null` where that is no repository on a GitHub. */
export async function readRemote(root: string): Promise<RemoteName | null> {
  return parseRemote((await runGit(root, ["config", "--get", "remote.origin.url"])) ?? "");
}

async function anyExists(root: string, paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => stat(join(root, path)).catch(() => null)));
  return found.some((stats) => stats !== null);
}

/** A repository on a GitHub. */
export interface RemoteName {
  /** Such as `github.com`. */
  readonly host: string;
  /** `owner/name`. */
  readonly slug: string;
}

const remoteUrl =
  /^(?:(?:git\+)?https?:\/\/|(?:git\+)?ssh:\/\/git@|git@)(?:[^@/]*@)?([\w.-]+)(?::\d+)?[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/** The repository that a remote's URL names, or `github:owner/name` of a package; `null` for any other. */
export function parseRemote(url: string): RemoteName | null {
  const [, host, slug] = remoteUrl.exec(url.trim()) ?? [];
  if (host !== undefined && slug !== undefined) return { host, slug };
  const [, short] = /^github:([\w.-]+\/[\w.-]+)$/.exec(url.trim()) ?? [];
  return short === undefined ? null : { host: "github.com", slug: short };
}
