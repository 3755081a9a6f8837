import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import type { Tree } from "../../pull-request/content.ts";
import { UsageError } from "../exit-codes.ts";
import { runGit } from "../repository.ts";

const run = promisify(execFile);
const maxBlobBytes = 16 * 1024 * 1024;

/** A commit of a clone with all its files. */
export interface LocalTree {
  readonly commitSha: string;
  readonly entries: Tree;
}

const entryForm = /^(\d{6}) \w+ ([0-9a-f]{40,64})\t(.+)$/s;

/** What a revision of a clone holds. Throws a `UsageError` where there is no such revision. */
export async function readLocalTree(root: string, revision: string): Promise<LocalTree> {
  const commit = await runGit(root, ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`]);
  if (commit === null) throw new UsageError(`\`${revision}\` is no commit of the repository in \`${root}\`.`);
  const commitSha = commit.trim();
  const listed = (await runGit(root, ["ls-tree", "-r", "-z", "--full-tree", commitSha])) ?? "";
  const entries = listed.split("\0").flatMap((line) => {
    const [, mode, blobId, path] = entryForm.exec(line) ?? [];
    return mode === undefined || blobId === undefined || path === undefined ? [] : [{ mode, blobId, path }];
  });
  return { commitSha, entries };
}

/** SHA-256 over the bytes of a blob of a clone, 64 hex digits. */
export async function sha256OfBlob(root: string, blobId: string): Promise<string> {
  const options = { maxBuffer: maxBlobBytes, encoding: "buffer" } as const;
  const { stdout } = await run("git", ["-C", root, "cat-file", "blob", blobId], options);
  return createHash("sha256").update(stdout).digest("hex");
}
