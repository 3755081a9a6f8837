import { z } from "zod";
import { entryAt } from "../git/trees.ts";
import { commitOf } from "../git/object-store.ts";
import { type Answer, type Call, param, type Route, senderOf } from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { inRepository, requireRole } from "../http/in-repository.ts";
import { Problem, unprocessable } from "../http/problem.ts";
import { gitCommitShape } from "../shapes/commit.ts";
import { branchTip, moveBranch } from "../world/branches.ts";
import { createCommit, signatureOf } from "../world/commits.ts";
import type { Repository } from "../world/state.ts";
import { refShape } from "./git.ts";

const fileSchema = z.object({
  message: z.string(),
  content: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});
const refSchema = z.object({ ref: z.string().startsWith("refs/heads/"), sha: z.string() });

/** What a person can do to branches without Git: write a file, make a branch. */
export const writeContentRoutes: readonly Route[] = [
  inRepository("PUT /contents/{+path}", ["contents:write"], putFile),
  inRepository("POST /git/refs", ["contents:write"], (call, repository) => {
    requireRole(call, repository, "write");
    const { ref, sha } = readBody(call, refSchema);
    if (repository.refs.has(ref)) throw new Problem(422, "Reference already exists");
    if (!repository.store.commits.has(sha)) throw new Problem(422, "Object does not exist");
    const branch = ref.slice("refs/heads/".length);
    moveBranch(call.state, repository, { branch, sha, sender: senderOf(call) });
    return { status: 201, body: refShape(call, repository, [ref, sha]) };
  }),
];

function putFile(call: Call, repository: Repository): Answer {
  requireRole(call, repository, "write");
  const { message, content, branch = repository.defaultBranch, sha } = readBody(call, fileSchema);
  const path = param(call, "path");
  const tip = branchTip(repository, branch);
  if (tip === null) throw new Problem(404, `Branch ${branch} not found`);
  const old = entryAt(repository.store, commitOf(repository.store, tip).tree, path);
  if (old !== null && sha === undefined) throw unprocessable(`"sha" wasn't supplied.`);
  if (old !== null && old.sha !== sha) throw new Problem(409, `${path} does not match ${sha ?? ""}`);
  const sender = senderOf(call);
  const signature = signatureOf(call.state, sender);
  const files = { [path]: Buffer.from(content, "base64") };
  const commit = createCommit(repository, {
    parents: [tip],
    files,
    message,
    author: signature,
    committer: signature,
  });
  moveBranch(call.state, repository, { branch, sha: commit.sha, sender });
  const written = entryAt(repository.store, commit.tree, path);
  return {
    status: old === null ? 201 : 200,
    body: { content: { path, sha: written?.sha }, commit: gitCommitShape(call.state, repository, commit) },
  };
}
