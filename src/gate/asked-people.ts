import { textsOf } from "../approval/commands/targets.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { ApprovalFacts } from "../approval/facts.ts";
import { codeownersPaths, readCodeowners } from "../approval/people/codeowners.ts";
import { ownedPaths } from "../approval/people/designation.ts";
import { approverNeeds } from "../approval/people/lock-out.ts";
import { namingProblems } from "../approval/people/naming-problems.ts";
import { defaultPermission } from "../config/approval-schema.ts";
import { configPath } from "../config/config-path.ts";
import type { Config } from "../config/config.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { TreeEntry } from "../pull-request/content.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";
import type { PullRequestDecision } from "./decision.ts";
import { changedPaths } from "./feature-change.ts";
import { pathMatcher } from "./implementation-files.ts";
import type { Gated } from "./subjects.ts";
import type { Compared } from "./view.ts";

type Approval = Config["approval"];

/** Who is asked about a pull request. */
export interface AskedPeople {
  /** All who may decide, and the most of them that are needed. */
  readonly anybody: Approval;
  /** Each of them must be met: what holds on the base, and on the default branch where that is something else. */
  readonly policies: readonly Approval[];
}

/**
 * By the base and the default branch: a green check belongs to a commit, and whoever moves a pull request to another
 * base takes it along. A group with `paths` is asked only where one of all the files that are changed matches, by
 * either name of a renamed one, against either base. Comparisons are whole, or nothing is judged.
 */
export function askedPeople(approval: Approval, compared: Compared): AskedPeople {
  const entries = new Set(
    [compared.withBase, compared.withDefault].map(({ branch }) => entryFor(approval, branch)),
  );
  const policies = [...entries].map((entry) => narrowed(withEntry(approval, entry), compared));
  return { anybody: joined(policies), policies };
}

/** All whom the settings name, for whatever branch and file. */
export function everybody(approval: Approval): Approval {
  return joined([approval, ...approval.branches.map((entry) => withEntry(approval, entry))]);
}

/**
 * What holds for the branches of an entry; of the entries it keeps that one, so that its names can be told from
 * others.
 */
function withEntry(approval: Approval, entry: Approval["branches"][number] | undefined): Approval {
  return { ...approval, ...entry, branches: entry === undefined ? [] : [entry] };
}

function entryFor({ branches }: Approval, branch: string): Approval["branches"][number] | undefined {
  return branches.find((entry) => pathMatcher(entry.branches)(foldPath(branch)));
}

function narrowed(approval: Approval, { all }: Compared): Approval {
  if (approval.require.every(({ paths }) => paths.length === 0)) return approval;
  const changed = [...new Set(all.flatMap(({ comparison }) => changedPaths(comparison)).map(foldPath))];
  const require = approval.require.filter(
    ({ paths }) => paths.length === 0 || changed.some(pathMatcher(paths)),
  );
  const left = { ...approval, require };
  return { ...left, permission: approval.permission ?? defaultPermission(left) };
}

const levels = ["read", "triage", "write", "maintain", "admin"] as const;

/** Of at least one. */
function joined(policies: readonly Approval[]): Approval {
  return policies.reduce((all, policy) => ({
    ...all,
    users: [...all.users, ...policy.users],
    teams: [...all.teams, ...policy.teams],
    require: [...all.require, ...policy.require],
    branches: [...all.branches, ...policy.branches],
    codeowners: all.codeowners || policy.codeowners,
    permission: levels.find((level) => level === all.permission || level === policy.permission) ?? null,
    minimum: Math.max(all.minimum, policy.minimum),
  }));
}

/** GitHub asks at most this many at once. */
const maxReviewers = 15;

/**
 * Whom to ask, once, when a text is first ready and the pull request is no draft; `null` when nobody is to be asked.
 */
export function reviewersToAsk(
  pull: PullRequest,
  config: Config,
  { gated, words }: { readonly gated: Gated; readonly words: WordsDecision },
): PullRequestDecision["requestReviewers"] | null {
  const isWaiting = textsOf(gated.subjects).some(({ subject }) => {
    const said = words.bySubject[subject];
    return said?.isReady === true && said.approval.state === "waiting";
  });
  if (!config.request_reviews || pull.isDraft || !isWaiting || words.entry.reviewsRequested) return null;
  const author = pull.author?.login.toLowerCase();
  const asked = new Set(pull.requestedReviewers.map((login) => login.toLowerCase()));
  const { require } = config.approval;
  const named = [...new Set([...config.approval.users, ...require.flatMap(({ people }) => people)])];
  const users = named.filter((login) => login.toLowerCase() !== author && !asked.has(login.toLowerCase()));
  const teams = ownTeams(pull, config).filter((slug) => !pull.requestedTeams.includes(slug));
  const isNobody = users.length === 0 && teams.length === 0;
  return isNobody ? null : { users: users.slice(0, maxReviewers), teams: teams.slice(0, maxReviewers) };
}

/** Slugs of the teams of the repository's own organization: others cannot be asked. */
function ownTeams(pull: PullRequest, config: Config): readonly string[] {
  const { owner, ownerType } = pull.repository;
  if (ownerType !== "Organization") return [];
  const { teams, require } = config.approval;
  const slugs = [...teams, ...require.flatMap((group) => group.teams)].flatMap((team) => {
    const [first = "", slug] = team.split("/");
    if (slug === undefined) return [first];
    return first.toLowerCase() === owner.toLowerCase() ? [slug] : [];
  });
  return [...new Set(slugs)];
}

/** What must be read to know whether there is somebody behind the names of new settings. */
export function newSettingsNeeds(input: ApprovalFacts, gated: Gated, facts: Facts): readonly Need[] {
  const owners = gated.config === null ? undefined : ownersAt(gated);
  const after = underNewSettings(input, gated, facts);
  return [
    ...(owners === undefined ? [] : [{ type: "blob", blobId: owners.blobId } as const]),
    ...(after === null ? [] : textsOf(after.subjects).flatMap((subject) => approverNeeds(after, subject))),
  ];
}

/** Names that would designate nobody once the settings are merged, said where they still can be corrected. */
export function newSettingsProblems(input: ApprovalFacts, gated: Gated, facts: Facts): readonly string[] {
  const after = underNewSettings(input, gated, facts);
  if (after === null) return [];
  return namingProblems(after, textsOf(after.subjects)).map((problem) => `In the new settings: ${problem}`);
}

/** `null` where the settings stay as they are, or the new ones cannot be read. */
function underNewSettings(input: ApprovalFacts, gated: Gated, facts: Facts): ApprovalFacts | null {
  if (gated.config === null) return null;
  const config = textOf(
    gated.head.find(({ path }) => path === configPath),
    facts,
  );
  const parsed = config === null ? null : parseConfig(config);
  if (parsed?.state !== "valid") return null;
  const owners = textOf(ownersAt(gated), facts);
  const paths = input.subjects.flatMap(ownedPaths);
  return {
    ...input,
    config: everybody(parsed.config.approval),
    codeowners: owners === null ? null : readCodeowners(owners, paths),
  };
}

function ownersAt({ head }: Gated): TreeEntry | undefined {
  const places = codeownersPaths.map((place) => head.find(({ path }) => path === place));
  return places.find((entry) => entry !== undefined);
}

function textOf(entry: TreeEntry | undefined, { blobs }: Facts): string | null {
  const blob = entry === undefined ? undefined : blobs[entry.blobId];
  return blob?.state === "text" ? blob.text : null;
}
