import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { packageRoot, readPackage } from "../../version.ts";
import { UsageError } from "../exit-codes.ts";
import { runGit } from "../repository.ts";
import { parseRemote, type RemoteName } from "./repository-facts.ts";

/** The repository of Plan Gate that somebody runs, at the commit that is run. */
export interface OwnSource {
  /** Such as `github.com`. */
  readonly host: string;
  /** `owner/name`. */
  readonly repository: string;
  /** 40 hex digits. */
  readonly commit: string;
}

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ resolved: z.string().optional() })),
});

/** `OWNER/REPO@COMMIT` as it is typed. */
export function readSource(text: string, host: string): OwnSource {
  const [, repository, commit] = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/.exec(text) ?? [];
  if (repository !== undefined && commit !== undefined) return { host, repository, commit };
  throw new UsageError(`\`${text}\` names no commit of Plan Gate, expected OWNER/REPO@ and 40 hex digits.`);
}

/**
 * Where this very program comes from: `repository` of its package.json or the remote of its clone, and the commit of
 * the clone, or the one that npm installed it from. `null` where one of them is not known.
 */
export async function findOwnSource(root = fileURLToPath(packageRoot)): Promise<OwnSource | null> {
  const { repository } = await readPackage();
  const named = repository === undefined ? null : parseRemote(repository);
  const installed = await findInstalled(root);
  const cloned = existsSync(join(root, ".git")) ? await findCloned(root) : null;
  const commit = cloned?.commit ?? installed?.commit ?? null;
  const place = named ?? cloned?.remote ?? installed?.remote ?? null;
  return commit === null || place === null ? null : { host: place.host, repository: place.slug, commit };
}

interface FoundSource {
  readonly remote: RemoteName | null;
  readonly commit: string | null;
}

async function findCloned(root: string): Promise<FoundSource> {
  const remote = await runGit(root, ["config", "--get", "remote.origin.url"]);
  const commit = await runGit(root, ["rev-parse", "HEAD"]);
  return { remote: parseRemote(remote ?? ""), commit: /^[0-9a-f]{40}/.exec(commit ?? "")?.[0] ?? null };
}

/** What npm noted where it installed a package from Git: `git+ssh://git@github.com/acme/plan-gate.git#<commit>`. */
async function findInstalled(root: string): Promise<FoundSource | null> {
  const parts = /^(.*[\\/]node_modules)[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]?$/.exec(root);
  const [, folder, name] = parts ?? [];
  if (folder === undefined || name === undefined) return null;
  const text = await readFile(join(folder, ".package-lock.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const { packages } = lockSchema.parse(JSON.parse(text));
  const resolved = packages[`node_modules/${name.replaceAll("\\", "/")}`]?.resolved ?? "";
  const [url = "", commit = ""] = resolved.split("#");
  return { remote: parseRemote(url), commit: /^[0-9a-f]{40}$/.test(commit) ? commit : null };
}
