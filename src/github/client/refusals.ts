import type { GitHubErrorCode } from "./github-error.ts";

/** One kind of answer by which GitHub does not do what was asked, and what follows from it. */
export interface RefusalKind {
  readonly statuses: readonly number[];
  /** GitHub's own words, in lower case; any of them tells the kind. Empty: whatever GitHub says. */
  readonly words: readonly string[];
  /** As GitHub says it, for the documentation; `null` where it says this and that. */
  readonly example: string | null;
  readonly code: GitHubErrorCode;
  /** Why, in short; `null` where only GitHub's words tell. */
  readonly why: string | null;
  /** What people can do about it, one sentence or two. */
  readonly next: string;
  /** May another try, moments later, end otherwise? */
  readonly isRetried: boolean;
  /** Nothing can be written then either, or no verdict depends on it: whoever runs the server reads it in the log. */
  readonly isOnlyLogged?: true;
}

/** GitHub's words where an App lacks a permission, and only there. */
export const permissionWords = "resource not accessible by integration";

const report = "Where it lasts, open an issue at Plan Gate with this message.";

/** The kinds, the first that fits counts. The permission itself is named by whoever knows the request. */
export const refusals: readonly RefusalKind[] = [
  {
    statuses: [403],
    words: [permissionWords],
    example: "Resource not accessible by integration",
    code: "forbidden",
    why: "the App lacks a permission",
    next: "Grant it under Settings → Permissions, and accept it in the installation.",
    isRetried: false,
  },
  {
    statuses: [403],
    words: ["ip allow list"],
    example:
      "…the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
    code: "forbidden",
    why: "the organization's IP allow list",
    next: "An owner of the organization has to add the address of the Plan Gate server to its IP allow list.",
    isRetried: false,
    isOnlyLogged: true,
  },
  {
    statuses: [403],
    words: ["saml"],
    example: "Resource protected by organization SAML enforcement.",
    code: "forbidden",
    why: "the organization's SAML single sign-on",
    next: "An owner of the organization has to let the App past SAML single sign-on.",
    isRetried: false,
  },
  {
    statuses: [403],
    words: ["archived"],
    example: "Repository was archived so is read-only.",
    code: "forbidden",
    why: "the repository is archived",
    next: "Unarchive the repository: until then nothing can be written to it.",
    isRetried: false,
    isOnlyLogged: true,
  },
  {
    statuses: [403],
    words: ["suspended"],
    example: "This installation has been suspended",
    code: "forbidden",
    why: "the App's installation is suspended",
    next: "An owner has to lift the suspension under Settings → GitHub Apps.",
    isRetried: false,
    isOnlyLogged: true,
  },
  {
    statuses: [403],
    words: ["upgrade to github", "make this repository public"],
    example: "Upgrade to GitHub Pro or make this repository public to enable this feature.",
    code: "forbidden",
    why: "GitHub's plan of this repository does not include it",
    next: "Upgrade GitHub's plan, or make the repository public.",
    isRetried: false,
  },
  {
    statuses: [403, 451],
    words: ["access blocked"],
    example: "Repository access blocked",
    code: "forbidden",
    why: "GitHub blocked the repository",
    next: "Ask GitHub's support why.",
    isRetried: false,
    isOnlyLogged: true,
  },
  {
    statuses: [403, 422],
    words: ["issue is locked", "conversation is locked"],
    example: "Unable to create comment because issue is locked.",
    code: "forbidden",
    why: "the conversation is locked",
    next: "Unlock the conversation.",
    isRetried: false,
    isOnlyLogged: true,
  },
  {
    statuses: [403, 451],
    words: [],
    example: null,
    code: "forbidden",
    why: null,
    next: "Ask an owner of the organization which of its settings forbids it.",
    isRetried: false,
  },
  {
    statuses: [401],
    words: [],
    example: null,
    code: "unauthorized",
    why: "it does not accept the App's credentials",
    next: "Check `APP_ID`, `PRIVATE_KEY` and the server's clock.",
    isRetried: true,
    isOnlyLogged: true,
  },
  {
    statuses: [422],
    words: ["no commit found"],
    example: "No commit found for SHA: …",
    code: "not-found",
    why: "the commit is not there",
    next: "Check that the App is installed on the repository.",
    isRetried: true,
  },
  {
    statuses: [404, 410],
    words: [],
    example: null,
    code: "not-found",
    why: "it is not there",
    next: "Check that the App is installed on the repository.",
    isRetried: true,
  },
  {
    statuses: [406, 422],
    words: ["too long to generate", "too large", "exceeded the maximum"],
    example: "Sorry, this diff is taking too long to generate.",
    code: "rejected",
    why: "the difference is too large",
    next: "Update the branch, or split the pull request.",
    isRetried: true,
  },
  {
    statuses: [408, 409, 422, 425],
    words: [],
    example: null,
    code: "rejected",
    why: null,
    next: report,
    isRetried: true,
  },
];

const others: RefusalKind = {
  statuses: [],
  words: [],
  example: null,
  code: "rejected",
  why: null,
  next: report,
  isRetried: false,
};

/** The kind of an answer of 400 to 499 that is no rate limit; `said` are GitHub's own words. */
export function refusalFor(status: number, said: string): RefusalKind {
  const words = said.toLowerCase();
  const fits = (refusal: RefusalKind): boolean =>
    refusal.statuses.includes(status) &&
    (refusal.words.length === 0 || refusal.words.some((word) => words.includes(word)));
  return refusals.find(fits) ?? others;
}
