import { z } from "zod";
import { parseCoAuthors } from "./co-authors.ts";
import type { Commit, CommitIdentity } from "../../pull-request/content.ts";
import { featureTrailers } from "../../pull-request/feature-names.ts";
import { optionalAccountShape } from "./account-shape.ts";

const signature = z
  .object({ name: z.string().nullish(), email: z.string().nullish() })
  .nullish()
  .transform((person) => ({ name: person?.name ?? "", email: person?.email ?? "" }));

const maxSubjectCharacters = 300;

/** A commit with the accounts GitHub knows behind its e-mail addresses. */
export const commitShape = z
  .object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })),
    author: optionalAccountShape,
    committer: optionalAccountShape,
    commit: z.object({ author: signature, committer: signature, message: z.string() }),
  })
  .transform((commit): Commit => {
    const author: CommitIdentity = { account: commit.author, ...commit.commit.author };
    const committer: CommitIdentity = { account: commit.committer, ...commit.commit.committer };
    return {
      sha: commit.sha,
      subject: (commit.commit.message.split("\n", 1)[0] ?? "").trim().slice(0, maxSubjectCharacters),
      parentShas: commit.parents.map(({ sha }) => sha),
      author,
      committer,
      coAuthors: parseCoAuthors(commit.commit.message),
      featureTrailers: featureTrailers(commit.commit.message),
    };
  });
