import { implementationSubjectName } from "../approval/approval.ts";
import { digestOf, type GatedFile } from "../approval/digest.ts";
import type { Config } from "../config/config.ts";
import type { Comparison } from "../pull-request/content.ts";
import { namedFeatures } from "../pull-request/feature-names.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";
import { greenTexts } from "./merge-outcome.ts";
import { type CodeAround, implementationFiles, isExceptedAuthor } from "./implementation-files.ts";
import type { FeatureHere } from "./feature-change.ts";
import { namedPlansNeeds, type PlansQuestion, readNamedPlans } from "./named-plans.ts";
import type { Obstacle } from "./decision.ts";

/** Code of a merge group, compared with one of its bases. */
export interface GroupQuestion {
  readonly comparison: Comparison;
  /** Of that base, for people. */
  readonly branch: string;
  readonly pulls: readonly PullRequest[];
  /** Number of the pull request that the group was made for; `null` where its branch does not tell. */
  readonly ownNumber: number | null;
  readonly changes: readonly FeatureHere[];
  readonly config: Config;
}

/** What must be read to judge the group's code. */
export function groupImplementationNeeds(facts: Facts, question: GroupQuestion): readonly Need[] {
  const { comparison, pulls, changes, config } = question;
  if (implementationFiles(comparison, config, around(facts, changes)).length === 0) return [];
  const compared = pulls
    .filter((pull) => mayBeLetGo(facts, pull, config))
    .map(({ headSha }): Need => ({ type: "comparison", base: comparison.baseSha, head: headSha }));
  return [...compared, ...namedPlansNeeds(facts, plansQuestion(facts, question))];
}

/**
 * The group's code waits for the plans that its pull requests name, and the one it was made for must be green itself:
 * it borrows no name of another. What was waived, or is an excepted author's, needs
 * none, file by file: whoever only bears the number of such a pull request brings other files.
 */
export function groupImplementationObstacles(facts: Facts, question: GroupQuestion): readonly Obstacle[] {
  const { comparison, pulls, changes, config } = question;
  const free = new Set(pulls.flatMap((pull) => filesLetGo(facts, pull, question) ?? []).map(nameOf));
  const code = implementationFiles(comparison, config, around(facts, changes));
  const left = code.filter((file) => !free.has(nameOf(file)));
  if (left.length === 0) return [];
  const { problems } = readNamedPlans(facts, plansQuestion(facts, question));
  return [...problems.map(({ title }) => title), ...redOnes(facts, question)].map((title) => ({
    verdict: "failure",
    reason: `Code before its plan: ${title}`,
  }));
}

function redOnes({ checkRuns }: Facts, { pulls, ownNumber }: GroupQuestion): readonly string[] {
  return pulls
    .filter(({ number, headSha }) => number === ownNumber && checkRuns[headSha]?.conclusion !== "success")
    .map(({ number }) => `the check of #${number} itself is not green`);
}

/** Names of those pull requests that were not let go, and of the group's commits. */
function plansQuestion(facts: Facts, question: GroupQuestion): PlansQuestion {
  const { comparison, branch, pulls, changes, config } = question;
  const naming = pulls.filter((pull) => filesLetGo(facts, pull, question) === null);
  const ofCommits = comparison.commits.flatMap(({ featureTrailers }) => featureTrailers);
  const names = [
    ...namedFeatures({ trailers: ofCommits, branch: "", title: "" }),
    ...naming.flatMap(({ featureTrailers, headRef, title }) =>
      namedFeatures({ trailers: featureTrailers, branch: headRef, title }),
    ),
  ];
  return { names, base: { branch, sha: comparison.baseSha }, changes, config };
}

/** Code of a pull request that needs no plan; `null` where it does, or nobody knows. */
function filesLetGo(
  facts: Facts,
  pull: PullRequest,
  { comparison, changes, config }: GroupQuestion,
): readonly GatedFile[] | null {
  if (!mayBeLetGo(facts, pull, config)) return null;
  const own = facts.comparisons[`${comparison.baseSha}...${pull.headSha}`];
  if (!own) return null;
  const files = implementationFiles(own, config, around(facts, changes));
  const isFree = isExceptedAuthor(pull, own, config) || waivedDigests(facts, pull).includes(digestOf(files));
  return isFree ? files : null;
}

function around({ trees }: Facts, touched: readonly FeatureHere[]): CodeAround {
  return { touched, trees };
}

function mayBeLetGo(facts: Facts, pull: PullRequest, config: Config): boolean {
  const login = pull.author?.login.toLowerCase();
  const isExcepted = config.implementation.except.authors.some((name) => name.toLowerCase() === login);
  return isExcepted || waivedDigests(facts, pull).length > 0;
}

/** Of code on whose waiver, or override, the green check of a pull request rests. */
function waivedDigests(facts: Facts, pull: PullRequest): readonly string[] {
  return greenTexts(facts, pull)
    .filter(({ subject }) => subject === implementationSubjectName)
    .map(({ digest }) => digest);
}

function nameOf({ path, blobId }: GatedFile): string {
  return `${path}\0${blobId}`;
}
