import { addComment, deleteComment, editComment } from "../world/comments.ts";
import type { Comment, PullRequest, Review } from "../world/pull-request-state.ts";
import {
  closePullRequest,
  editPullRequest,
  openPullRequest,
  reopenPullRequest,
  setDraft,
} from "../world/pull-requests.ts";
import { mergePullRequest } from "../world/merging.ts";
import { addLineComment, dismissReview, editReview, submitReview } from "../world/reviews.ts";
import type { State } from "../world/state.ts";
import { accountNamed, appNamed, inMap, pullRequestNumbered, repositoryNamed } from "./lookup.ts";

/** A pull request to open. */
interface OpenRequest {
  readonly by: string;
  /** Branch of the same repository. */
  readonly head: string;
  /** `owner/name` of the fork the branch is in. */
  readonly headRepository?: string;
  /** The default branch where left out. */
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly isDraft?: boolean;
}

/** What a test can do in pull requests. */
export function conversationActions(state: State) {
  const find = (name: string, number: number) => {
    const repository = repositoryNamed(state, name);
    return { repository, pull: pullRequestNumbered(repository, number) };
  };

  return {
    /** Opens a pull request; answers its number. */
    openPullRequest: (name: string, request: OpenRequest): number => {
      const repository = repositoryNamed(state, name);
      const {
        by,
        head,
        base = repository.defaultBranch,
        title = head,
        body = null,
        isDraft = false,
      } = request;
      const from =
        request.headRepository === undefined ? repository : repositoryNamed(state, request.headRepository);
      const author = accountNamed(state, by);
      const input = { author, head: { repository: from, branch: head }, base, title, body, isDraft };
      return openPullRequest(state, repository, input).number;
    },

    /** A pull request as the emulator keeps it. */
    pullRequest: (name: string, number: number): PullRequest => find(name, number).pull,

    /** Closes a pull request without merging it. */
    closePullRequest: (name: string, number: number, { by }: { by: string }): void => {
      const { repository, pull } = find(name, number);
      closePullRequest(state, repository, pull, accountNamed(state, by));
    },

    /** Opens a closed pull request again. */
    reopenPullRequest: (name: string, number: number, { by }: { by: string }): void => {
      const { repository, pull } = find(name, number);
      reopenPullRequest(state, repository, pull, accountNamed(state, by));
    },

    /** Changes title, body or base. */
    editPullRequest: (
      name: string,
      number: number,
      { by, ...change }: { by: string; title?: string; body?: string; base?: string },
    ): void => {
      const { repository, pull } = find(name, number);
      editPullRequest(state, repository, { pull, sender: accountNamed(state, by), ...change });
    },

    /** Makes a pull request a draft, or ready. */
    setDraft: (name: string, number: number, { by, isDraft }: { by: string; isDraft: boolean }): void => {
      const { repository, pull } = find(name, number);
      setDraft(state, repository, { pull, isDraft, sender: accountNamed(state, by) });
    },

    /** Merges as the button does; throws a `Problem` with GitHub's words where it is refused. */
    merge: (
      name: string,
      number: number,
      { by, method = "merge" }: { by: string; method?: "merge" | "squash" },
    ): string => {
      const { repository, pull } = find(name, number);
      return mergePullRequest(state, repository, { pull, sender: accountNamed(state, by), method });
    },

    /** Writes a comment, through an App (its slug) where `via` says so; answers its id. */
    comment: (
      name: string,
      number: number,
      { by, body, via }: { by: string; body: string; via?: string },
    ): number => {
      const appId = via === undefined ? null : appNamed(state, via).id;
      const author = accountNamed(state, by);
      return addComment(state, repositoryNamed(state, name), { number, author, body, appId }).id;
    },

    /** Comments of a pull request, oldest first. */
    comments: (name: string, number: number): Comment[] =>
      [...repositoryNamed(state, name).comments.values()].filter((comment) => comment.number === number),

    /** Changes a comment, one's own or somebody else's. */
    editComment: (name: string, id: number, { by, body }: { by: string; body: string }): void => {
      const repository = repositoryNamed(state, name);
      const comment = inMap(repository.comments, id, "comment");
      editComment(state, repository, { comment, body, editor: accountNamed(state, by) });
    },

    /** Removes a comment. */
    deleteComment: (name: string, id: number, { by }: { by: string }): void => {
      const repository = repositoryNamed(state, name);
      deleteComment(state, repository, inMap(repository.comments, id, "comment"), accountNamed(state, by));
    },

    /** Hides a comment, which sends no webhook. */
    minimizeComment: (name: string, id: number): void => {
      inMap(repositoryNamed(state, name).comments, id, "comment").isMinimized = true;
    },

    /** Submits a review, of the head where no commit is named; answers its id. */
    review: (
      name: string,
      number: number,
      review: {
        by: string;
        state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
        body?: string;
        commitSha?: string;
      },
    ): number => {
      const { repository, pull } = find(name, number);
      const { by, body = "", ...rest } = review;
      return submitReview(state, repository, { pull, author: accountNamed(state, by), body, ...rest }).id;
    },

    /** Comments on a line of a file's diff; answers its id. */
    lineComment: (
      name: string,
      number: number,
      { by, path, body }: { by: string; path: string; body: string },
    ): number => {
      const { repository, pull } = find(name, number);
      return addLineComment(state, repository, { pull, author: accountNamed(state, by), path, body }).id;
    },

    /** Reviews of a pull request, oldest first. */
    reviews: (name: string, number: number): Review[] => [...find(name, number).pull.reviews.values()],

    /** Changes a review's text. */
    editReview: (name: string, number: number, edit: { id: number; by: string; body: string }): void => {
      const { repository, pull } = find(name, number);
      const review = inMap(pull.reviews, edit.id, "review");
      editReview(state, repository, { pull, review, body: edit.body, editor: accountNamed(state, edit.by) });
    },

    /** Dismisses a review. */
    dismissReview: (name: string, number: number, { id, by }: { id: number; by: string }): void => {
      const { repository, pull } = find(name, number);
      const review = inMap(pull.reviews, id, "review");
      dismissReview(state, repository, { pull, review, sender: accountNamed(state, by) });
    },
  };
}
