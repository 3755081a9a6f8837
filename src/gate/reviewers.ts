import { textsOf } from "../approval/commands/targets.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { Config } from "../config/config.ts";
import type { PullRequest } from "../pull-request/snapshot.ts";
import type { PullRequestDecision } from "./decision.ts";
import type { Gated } from "./subjects.ts";

/** GitHub asks at most this many at once. */
const maxReviewers = 15;

/** Whom to ask, once, when a text is first ready and the pull request is no draft; `null` when nobody is to be asked. */
export function reviewersToAsk(
  pull: PullRequest,
  config: Config,
  gated: Gated,
  words: WordsDecision,
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
