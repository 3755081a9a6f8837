import { commentNodeId, reviewNodeId } from "../shapes/comment.ts";
import { fullName, htmlUrl } from "../shapes/repository.ts";
import type { Comment, ForcePush, PullRequest, Review } from "../world/pull-request-state.ts";
import { repositoryByFormerName, repositoryByName } from "../world/repositories.ts";
import type { Repository, State } from "../world/state.ts";
import type { Node, Resolved } from "./select.ts";

/** Longer texts of blobs are cut. */
const maxTextBytes = 512 * 1024;

/** The part of GitHub's graph that is modelled; `onMissing` hears of ids and names that lead nowhere. */
export function queryRoot(
  state: State,
  canSee: (repository: Repository) => boolean,
  onMissing: (path: readonly (string | number)[], message: string) => void,
): Node {
  const findNode = (id: unknown, path: readonly (string | number)[]): Node | null => {
    const found = nodeById(state, String(id), canSee);
    if (found === null) onMissing(path, `Could not resolve to a node with the global id of '${String(id)}'`);
    return found;
  };
  return {
    typeName: "Query",
    fields: {
      node: ({ id }) => findNode(id, ["node"]),
      nodes: ({ ids }) => (Array.isArray(ids) ? ids.map((id, index) => findNode(id, ["nodes", index])) : []),
      repository: ({ owner, name }) => {
        const wanted = `${String(owner)}/${String(name)}`;
        const found = repositoryByName(state, wanted) ?? repositoryByFormerName(state, wanted);
        if (found !== null && canSee(found)) return repositoryNode(state, found, onMissing);
        onMissing(["repository"], `Could not resolve to a Repository with the name '${wanted}'.`);
        return null;
      },
    },
  };
}

function nodeById(state: State, id: string, canSee: (repository: Repository) => boolean): Node | null {
  const [kind, repositoryId = "", itemId = ""] = id.split("_");
  const repository = state.repositories.get(Number(repositoryId));
  if (repository === undefined || repository.isDeleted || !canSee(repository)) return null;
  if (kind === "IC") {
    const comment = repository.comments.get(Number(itemId));
    return comment === undefined ? null : commentNode(state, repository, comment);
  }
  if (kind !== "PRR") return null;
  for (const pull of repository.pullRequests.values()) {
    const review = pull.reviews.get(Number(itemId));
    if (review !== undefined) return reviewNode(state, repository, review);
  }
  return null;
}

function commentNode(state: State, repository: Repository, comment: Comment): Node {
  return {
    typeName: "IssueComment",
    fields: {
      id: () => commentNodeId(repository, comment),
      databaseId: () => comment.id,
      fullDatabaseId: () => String(comment.id),
      body: () => comment.body,
      createdAt: () => comment.createdAt,
      updatedAt: () => comment.updatedAt,
      lastEditedAt: () => comment.edit?.at ?? null,
      includesCreatedEdit: () => comment.edit !== null,
      isMinimized: () => comment.isMinimized,
      minimizedReason: () => (comment.isMinimized ? "outdated" : null),
      author: () => actorNode(state, comment.authorId),
      editor: () => (comment.edit === null ? null : actorNode(state, comment.edit.editorId)),
      url: () => `${htmlUrl(state, repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    },
  };
}

function reviewNode(state: State, repository: Repository, review: Review): Node {
  return {
    typeName: "PullRequestReview",
    fields: {
      id: () => reviewNodeId(repository, review),
      databaseId: () => review.id,
      fullDatabaseId: () => String(review.id),
      body: () => review.body,
      state: () => review.state,
      createdAt: () => review.submittedAt,
      submittedAt: () => review.submittedAt,
      updatedAt: () => review.edit?.at ?? review.submittedAt,
      lastEditedAt: () => review.edit?.at ?? null,
      includesCreatedEdit: () => review.edit !== null,
      isMinimized: () => false,
      author: () => actorNode(state, review.authorId),
      editor: () => (review.edit === null ? null : actorNode(state, review.edit.editorId)),
      commit: () => commitNode(review.commitSha),
    },
  };
}

function repositoryNode(
  state: State,
  repository: Repository,
  onMissing: (path: readonly (string | number)[], message: string) => void,
): Node {
  return {
    typeName: "Repository",
    fields: {
      id: () => `R_${repository.id}`,
      databaseId: () => repository.id,
      name: () => repository.name,
      nameWithOwner: () => fullName(state, repository),
      isPrivate: () => repository.isPrivate,
      object: ({ oid }) => blobNode(repository, String(oid)),
      pullRequest: ({ number }) => {
        const pull = repository.pullRequests.get(Number(number));
        if (pull !== undefined) return pullRequestNode(state, repository, pull);
        const message = `Could not resolve to a PullRequest with the number of ${String(number)}.`;
        onMissing(["repository", "pullRequest"], message);
        return null;
      },
    },
  };
}

/** GitHub shows no text of binary files, cuts long ones, and replaces what is no UTF-8. */
function blobNode({ store }: Repository, oid: string): Node | null {
  const content = store.blobs.get(oid);
  if (content === undefined) return null;
  const isBinary = content.includes(0);
  const isTruncated = content.byteLength > maxTextBytes;
  return {
    typeName: "Blob",
    fields: {
      oid: () => oid,
      byteSize: () => content.byteLength,
      isBinary: () => isBinary,
      isTruncated: () => isTruncated,
      text: () => (isBinary ? null : content.subarray(0, maxTextBytes).toString("utf8")),
    },
  };
}

function pullRequestNode(state: State, repository: Repository, pull: PullRequest): Node {
  const merged = pull.mergedAt === null ? pull.state.toUpperCase() : "MERGED";
  return {
    typeName: "PullRequest",
    fields: {
      id: () => `PR_${repository.id}_${pull.number}`,
      databaseId: () => pull.id,
      number: () => pull.number,
      title: () => pull.title,
      state: () => merged,
      isDraft: () => pull.isDraft,
      headRefName: () => pull.head.ref,
      headRefOid: () => pull.head.sha,
      baseRefName: () => pull.base.ref,
      baseRefOid: () => pull.base.sha,
      author: () => actorNode(state, pull.authorId),
      timelineItems: (args) => timeline(state, pull, args),
    },
  };
}

function timeline(state: State, pull: PullRequest, args: Readonly<Record<string, unknown>>): Resolved {
  const wanted = args["itemTypes"];
  if (!Array.isArray(wanted) || wanted.some((type) => type !== "HEAD_REF_FORCE_PUSHED_EVENT")) {
    throw new Error("The emulator's timeline knows only HEAD_REF_FORCE_PUSHED_EVENT.");
  }
  const all = pull.forcePushes.map((push) => ({ cursor: String(push.id), node: forcePushNode(state, push) }));
  const after = all.findIndex(({ cursor }) => cursor === args["after"]) + 1;
  const before = all.findIndex(({ cursor }) => cursor === args["before"]);
  const range = all.slice(after, before < 0 ? undefined : before);
  const { first, last } = args;
  const shown =
    typeof last === "number" ? range.slice(-last) : range.slice(0, typeof first === "number" ? first : 100);
  return connection(all, shown);
}

function connection(
  all: readonly { cursor: string; node: Node }[],
  shown: readonly { cursor: string; node: Node }[],
): Node {
  const [start, end] = [shown[0]?.cursor ?? null, shown.at(-1)?.cursor ?? null];
  const pageInfo: Node = {
    typeName: "PageInfo",
    fields: {
      startCursor: () => start,
      endCursor: () => end,
      hasNextPage: () => end !== null && all.at(-1)?.cursor !== end,
      hasPreviousPage: () => start !== null && all[0]?.cursor !== start,
    },
  };
  return {
    typeName: "PullRequestTimelineItemsConnection",
    fields: {
      totalCount: () => all.length,
      nodes: () => shown.map(({ node }) => node),
      pageInfo: () => pageInfo,
    },
  };
}

function forcePushNode(state: State, push: ForcePush): Node {
  return {
    typeName: "HeadRefForcePushedEvent",
    fields: {
      id: () => `HRFPE_${push.id}`,
      createdAt: () => push.createdAt,
      actor: () => actorNode(state, push.actorId),
      beforeCommit: () => commitNode(push.beforeSha),
      afterCommit: () => commitNode(push.afterSha),
    },
  };
}

function commitNode(sha: string): Node {
  return { typeName: "Commit", fields: { oid: () => sha, abbreviatedOid: () => sha.slice(0, 7) } };
}

function actorNode(state: State, id: number): Node | null {
  const account = state.accounts.get(id);
  if (account === undefined || account.isDeleted) return null;
  const login = account.type === "Bot" ? account.login.replace("[bot]", "") : account.login;
  return { typeName: account.type, fields: { login: () => login, databaseId: () => account.id } };
}
