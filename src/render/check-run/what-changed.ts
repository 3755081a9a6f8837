import { shortDigest } from "../../approval/digest.ts";
import type { ChangedPlace, JudgedPlan, Piece, WordChanges } from "../../gate/decision.ts";
import { historyUrl, link, linkLines } from "../text/links.ts";
import type { LinkTarget } from "../text/links.ts";
import { codeSpan, neutralize } from "../text/neutralize.ts";
import { wholeCharacters } from "../text/visible-text.ts";

/** A part of the check with its title. */
interface ChangesSection {
  readonly title: string;
  readonly blocks: readonly string[];
}

/** How a plan differs from the base's, and from what was approved: what is gone struck out, what is new underlined. */
export function whatChanged(
  { planPath, wordChanges }: JudgedPlan,
  place: LinkTarget,
): readonly ChangesSection[] {
  return wordChanges.map(({ since, places, more }) => {
    const all = link("All versions", historyUrl(place, planPath));
    const rest = more === 0 ? `${all}.` : `And ${more} more. ${all}.`;
    const blocks = places.flatMap((changed) => placeBlocks(changed, planPath, place));
    const none = places.length === 0 && more === 0;
    return {
      title: `What changed since ${sinceWords(since)}`,
      blocks: none ? ["Nothing."] : [...blocks, rest],
    };
  });
}

/** Says before everything else that there is a difference to read, and where. */
export function changesLine(wordChanges: readonly WordChanges[]): readonly string[] {
  const counts = wordChanges.map(({ since, places, more }) => {
    const count = places.length + more;
    return `${count} ${count === 1 ? "place" : "places"} since ${sinceWords(since)}`;
  });
  if (counts.length === 0) return [];
  return [`**What changed**: ${counts.join(", ")}. “For the reviewer” below begins with it, word by word.`];
}

function sinceWords(since: WordChanges["since"]): string {
  switch (since.type) {
    case "base":
      return codeSpan(since.branch, 100);
    case "approval":
      return `${codeSpan(`@${since.login}`, 50)} approved ${codeSpan(shortDigest(since.digest))}`;
  }
}

function placeBlocks(changed: ChangedPlace, planPath: string, place: LinkTarget): readonly string[] {
  const { path, startLine, endLine, lines, note } = changed;
  const folder = planPath.slice(0, planPath.lastIndexOf("/") + 1);
  if (note !== null) return [`${codeSpan(path)} ${neutralize(note)}.`];
  const where = linkLines(place, { path: `${folder}${path}`, startLine, endLine }, planPath);
  return [`${where}:`, lines.map((line) => `> ${changedLine(line)}`).join("  \n")];
}

/** Markdown trims lines and knows nothing of words that stick together: a space at an end is kept here. */
function changedLine(pieces: readonly Piece[]): string {
  return pieces
    .map(({ type, text }, index) => {
      const shown = type === "same" ? withoutMiddle(text, index === 0, index === pieces.length - 1) : text;
      const words = neutralize(shown, maxPiece);
      const [before, after] = [/^\s/.test(shown) ? " " : "", /\s$/.test(shown) ? " " : ""];
      if (words === "") return before;
      switch (type) {
        case "same":
          return `${before}${words}${after}`;
        case "removed":
          return `${before}<del>${words}</del>${after}`;
        case "added":
          return `${before}<ins>${words}</ins>${after}`;
      }
    })
    .join("")
    .trim();
}

const maxPiece = 2_000;
const maxContext = 60;

/** Of a long text between two changes, both ends; of one before or after them, the end beside the change. */
function withoutMiddle(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 3 * maxContext) return text;
  const start = isFirst ? "" : text.slice(0, wholeCharacters(text, maxContext));
  const end = isLast ? "" : text.slice(wholeCharacters(text, text.length - maxContext));
  return `${start} … ${end}`;
}
