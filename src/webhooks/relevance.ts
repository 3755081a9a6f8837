import { changesGate, changesText } from "../gate/gated-names.ts";
import type { PushKind } from "../queue/work.ts";
import { featureTrailers, namedFeatures } from "../pull-request/feature-names.ts";
import { tagsBefore } from "../slash-commands/scan-lines.ts";
import type { PullRequestEvent, PushPayload } from "./payloads.ts";

/** Invisible characters that may stand before a command: refusing them is for the evaluation. */
const blank = /[\p{White_Space}\p{Cf}\p{Cc}]/u;
const slashes: ReadonlySet<string> = new Set(["/", "／", "⁄", "∕", "⧸", "\\"]);
const dash = /[\p{Pd}\u2212_]/u;
const beyondAscii = /[^\p{ASCII}]/u;
/** `approve plan`, `aproveplan` */
const withoutDash = /^(?:ap|re|wa|ov)\p{L}{2,7}[ \t]{0,20}plan/u;
const verbs = ["approve", "reject", "revoke", "waive", "override", "recheck"];

/** Longest word, in UTF-16 units, that can be taken for a command's name. */
const maxCommandLength = 40;
const maxIndent = 40;

/** Has the text a line that begins like one of our commands, rightly spelled or not? Linear. */
export function looksLikeCommand(body: string): boolean {
  return body.split(/[\n\r\u2028\u2029]/u).some(lineLooksLikeCommand);
}

function lineLooksLikeCommand(line: string): boolean {
  const tags = tagsBefore(line);
  const text = Array.from(line.slice(tags, tags + maxIndent + maxCommandLength));
  const start = text.findIndex((character) => !blank.test(character));
  if (!text.slice(start, start + 1).some((character) => slashes.has(character))) return false;
  const words = text
    .slice(start + 1)
    .join("")
    .normalize("NFKC")
    .toLowerCase();
  const [name = ""] = words.split(/\s/u, 1);
  if (!dash.test(name)) return withoutDash.test(words);
  return name.includes("plan") || beyondAscii.test(name) || verbs.some((verb) => name.startsWith(verb));
}

/** GitHub lists at most so many commits in a push. */
const maxListedCommits = 2048;

/** Can a push to a base branch change a verdict? Yes where the push does not list all it changed. */
export function touchesGate(push: PushPayload): boolean {
  const { commits, forced } = push;
  if (forced || commits.length === 0 || commits.length >= maxListedCommits) return true;
  return commits.some((commit) => [commit.added, commit.removed, commit.modified].some(changesGate));
}

/** What a push does that lists its commits, besides touching gated text. */
export function kindOfPush({ commits }: PushPayload): PushKind {
  if (commits.some(({ removed }) => removed.length > 0)) return "moved";
  const writes = commits.some(({ added, modified }) => changesText(added) || changesText(modified));
  return writes ? "written" : "edited";
}

/** Does an edit of the title or the description change which features a pull request says it implements? */
export function namesOtherFeatures({ pull_request: now, changes }: PullRequestEvent): boolean {
  const named = (title: string, body: string) =>
    JSON.stringify(namedFeatures({ trailers: featureTrailers(body), branch: "", title }));
  const title = changes?.title?.from ?? now.title;
  const body = changes?.body === undefined ? (now.body ?? "") : (changes.body.from ?? "");
  return named(title, body) !== named(now.title, now.body ?? "");
}
