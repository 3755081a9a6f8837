import type { Commit, Signature } from "../git/object-store.ts";
import { commitOf } from "../git/object-store.ts";
import { accountByEmail } from "../world/people.ts";
import type { Repository, State } from "../world/state.ts";
import { simpleUser } from "./account.ts";
import { apiUrl, htmlUrl } from "./repository.ts";
import type { Schemas } from "./schemas.ts";

const unsigned = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

/** A commit with the accounts behind its addresses; `null` where GitHub knows nobody. */
export function commitShape(state: State, repository: Repository, commit: Commit): Schemas["commit"] {
  const url = apiUrl(state, repository);
  return {
    sha: commit.sha,
    node_id: `C_${repository.id}_${commit.sha}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${htmlUrl(state, repository)}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: accountBehind(state, commit.author),
    committer: accountBehind(state, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${htmlUrl(state, repository)}/commit/${sha}`,
    })),
  };
}

/** A commit as Git has it. */
export function gitCommitShape(state: State, repository: Repository, commit: Commit): Schemas["git-commit"] {
  const { sha, node_id, html_url, parents } = commitShape(state, repository, commit);
  const url = apiUrl(state, repository);
  return {
    sha,
    node_id,
    url: `${url}/git/commits/${sha}`,
    html_url,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: parents.map((parent) => ({
      sha: parent.sha,
      url: `${url}/git/commits/${parent.sha}`,
      html_url: parent.html_url ?? "",
    })),
    verification: unsigned,
  };
}

/** A commit inside suites and runs. */
export function simpleCommit(repository: Repository, sha: string): Schemas["simple-commit"] {
  const commit = commitOf(repository.store, sha);
  return {
    id: sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

function accountBehind(state: State, { email }: Signature): Schemas["simple-user"] | null {
  const account = accountByEmail(state, email);
  return account === null ? null : simpleUser(state, account);
}
