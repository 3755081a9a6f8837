import { isLettingThrough, isOnlyWaived, type Word } from "../approval.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import { isLetThrough } from "./approval-state.ts";
import { isGiven } from "./latest-word.ts";
import type { GreenHead, LedgerEntry } from "./ledger.ts";
import { unendedWords } from "./standing-words.ts";

/** Green heads that are remembered as such. */
const maxGreenHeads = 10;

/** Notes that a head was left while its check was green. The record is that of the head. */
export function withGreenHead(entry: LedgerEntry, headSha: string): LedgerEntry {
  const { shown, words } = entry;
  const lasts = shown.filter(
    ({ subject }, index) => !shown.slice(index + 1).some((later) => later.subject === subject),
  );
  const approved = lasts.filter(({ subject, digest }) => {
    const own = words.filter((word) => word.subject === subject);
    return own.some((word) => word.digest === digest && isLettingThrough(word) && isGiven(word, own));
  });
  const texts = [...new Set(approved.map(({ digest }) => digest))];
  const others = entry.greenHeads.filter((head) => head.headSha !== headSha);
  return { ...entry, greenHeads: texts.length === 0 ? others : [...others, { headSha, texts }] };
}

/** Green heads past those that are remembered: nobody would look after them any more. */
export function outgrown({ greenHeads }: LedgerEntry): readonly GreenHead[] {
  return greenHeads.slice(0, -maxGreenHeads);
}

/**
 * Green heads that people would not let through as things are now, whatever the newest head has: too few of those who
 * did still count, somebody rejects a text of theirs, or more is asked. `entry` is the record with what was said since.
 */
export function takenBack(input: ApprovalFacts, entry: LedgerEntry): readonly GreenHead[] {
  const digests = [...new Set(entry.greenHeads.flatMap(({ texts }) => texts))];
  const letThrough = (policies: ApprovalFacts["policies"]): ReadonlySet<string> =>
    new Set(digests.filter((digest) => isStanding({ ...input, policies }, entry.words, digest)));
  const here = letThrough(input.policies);
  const elsewhere =
    input.config.committers === "exclude" ? letThrough(input.policies.map(withUnknown)) : here;
  return entry.greenHeads.filter((head) => {
    const standing = isCommitHere(input, head) ? here : elsewhere;
    return !head.texts.every((digest) => standing.has(digest));
  });
}

/** Does a text stand under every name under which somebody let it through? */
function isStanding(input: ApprovalFacts, words: readonly Word[], digest: string): boolean {
  const names = namesOf(input, words, digest);
  return names.length > 0 && names.every((text) => isLetThrough(alone(input, text), text, words));
}

/** Words on the texts of green heads that nobody took back: whether they count must be known to tell whether those are shut. */
export function wordsOnGreenHeads(input: ApprovalFacts): readonly Word[] {
  const { greenHeads, words } = input.entry;
  const digests = new Set(greenHeads.flatMap(({ texts }) => texts));
  const texts = [...digests].flatMap((digest) => namesOf(input, words, digest));
  return texts.flatMap((text) => {
    const { given, rejections } = unendedWords(alone(input, text), text, words);
    return [...given.filter(({ digest }) => digest === text.digest), ...rejections];
  });
}

/** As if nothing else were there: what was said of the same text under any other name may be about this one. */
function alone(input: ApprovalFacts, text: SubjectFacts): ApprovalFacts {
  return { ...input, subjects: [text] };
}

/** A text under every name under which somebody let it through; none where the record has forgotten that. */
function namesOf(input: ApprovalFacts, words: readonly Word[], digest: string): readonly SubjectFacts[] {
  const names = words.filter((word) => word.digest === digest && isLettingThrough(word));
  const subjects = new Set(names.map(({ subject }) => subject));
  return [...subjects].map((subject) => {
    const known = [...input.subjects, ...input.absent].find((text) => text.subject === subject);
    if (known?.digest === digest) return known;
    const rows = {
      failingRuleIds: isOnlyWaived(subject) ? [subject] : [],
      waivableRuleIds: [],
      follows: null,
    };
    return { id: subject, codeownersPath: subject, ...known, subject, digest, files: [], ...rows };
  });
}

/** Of a head that is no commit of the pull request any more, nobody knows who took part in it. */
function isCommitHere({ allCommits }: ApprovalFacts, { headSha }: GreenHead): boolean {
  return allCommits?.some(({ sha }) => sha === headSha) === true;
}

/** As if somebody whom GitHub cannot name had taken part: `committers` is one for all policies. */
function withUnknown(policy: ApprovalFacts["policies"][number]): ApprovalFacts["policies"][number] {
  return { ...policy, committers: "exclude-known", minimum: policy.minimum + 1 };
}
