import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { LRUCache } from "lru-cache";
import { quote } from "./quote.ts";
import type { Command, CommandName, CommandProblem, ParsedComment } from "./command.ts";
import { exceededBound } from "./shorten-comment.ts";
import { readBlocks, type LinePlace, reachesInto } from "./block-structure.ts";
import { scanLines, type CommandLine } from "./scan-lines.ts";

/** A command's line and where Markdown puts it. */
interface PlacedLine extends CommandLine {
  readonly place: Exclude<LinePlace, { readonly type: "code" }>;
}

type Refused = Extract<ParsedComment, { state: "refused" }>;

const maxCommands = 20;

/**
 * What a comment asks the gate to do. A command stands alone on a line, in a paragraph that is in nothing
 * else; whatever merely looks like one is refused with a reason. Markdown is parsed only where a line
 * begins like a command, and only its blocks: the time is linear in the body's length.
 */
export function parseComment(body: string): ParsedComment {
  const lines = scanLines(body);
  if (lines.length === 0) return { state: "none" };
  const bound = exceededBound(body);
  if (bound !== null) return refused("too-long", bound, "Write the command in a comment of its own");
  const name = bytesToHex(sha256(utf8ToBytes(body)));
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const found = parseLines(lines, body);
  parsed.set(name, found);
  return found;
}

/** By content: an evaluation asks several times, and the next one again. */
const parsed = new LRUCache<string, ParsedComment>({ max: 10_000 });

function parseLines(lines: readonly CommandLine[], body: string): ParsedComment {
  const blocks = readBlocks(body);
  const spoken = lines.flatMap((line): PlacedLine[] => {
    const place = blocks.placeOf(line.line);
    return place.type === "code" ? [] : [{ ...line, place }];
  });
  if (spoken.length === 0) return { state: "none" };
  if (blocks.hasHtml) {
    return refused(
      "malformed",
      "the comment has HTML, which can hide text",
      "Write the command in a comment without HTML",
    );
  }
  if (spoken.length > maxCommands) {
    return refused(
      "malformed",
      `the comment has more than ${maxCommands} commands`,
      "Name several features in one command",
    );
  }
  return problemOf(spoken, body) ?? { state: "commands", commands: spoken.map(toCommand) };
}

function problemOf(spoken: readonly PlacedLine[], body: string): Refused | null {
  const bodyLines = body.split(/\r\n|\n|\r/);
  for (const found of spoken) {
    const problem = spellingProblem(found) ?? placeProblem(found, bodyLines) ?? wordsProblem(found);
    if (problem !== null) return problem;
  }
  return null;
}

function spellingProblem({ name, spelling, text }: PlacedLine): Refused | null {
  const name_ = quote(name);
  switch (spelling) {
    case "exact":
      return null;
    case "indented":
      return refused("malformed", `${name_} is indented`, "Write it at the beginning of a line");
    case "misspelled":
      return refused(
        "malformed",
        `${quote(text)} is not a command`,
        `Write ${name_} in lower case, with a space after it`,
      );
    case "mistyped":
      return refused(
        "malformed",
        `${quote(text)} is not a command. The nearest is ${name_}`,
        "Write it so, alone on a line",
      );
    case "in-html":
      return refused(
        "malformed",
        `${quote(text)} has HTML around the command, which can hide text`,
        `Write ${name_} alone on a line, without HTML`,
      );
    case "look-alike":
      return refused(
        "look-alike",
        `${quote(text)} has characters that only look like those of ${name_}, or cannot be seen`,
        "Type the command by hand, in plain ASCII",
      );
  }
}

function placeProblem({ name, place, line }: PlacedLine, bodyLines: readonly string[]): Refused | null {
  const fix = `Write ${quote(name)} with an empty line before and after it`;
  switch (place.type) {
    case "paragraph": {
      const before = bodyLines.slice(place.firstLine - 1, line - 1).join("\n");
      const rest = bodyLines.slice(line - 1, place.lastLine).join("\n");
      const isPlain = line === place.firstLine || !reachesInto(`${before}\n`, rest);
      return isPlain
        ? null
        : refused("malformed", "the lines above the command may make it part of something else", fix);
    }
    case "nested":
      return refused("malformed", "the command belongs to the list or the quote above it", fix);
    case "heading":
      return refused("malformed", "the line below the command makes it a heading", fix);
  }
}

/** A reason may be in any script; the words of other commands are names, and digests. */
function wordsProblem({ name, text }: PlacedLine): Refused | null {
  const hidden = withReason.has(name) ? /(?!)/u : /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
  if (!hidden.test(text.replaceAll("\t", " "))) return null;
  return refused(
    "look-alike",
    `${quote(text)} has a character that cannot be seen`,
    "Type the command by hand, with plain spaces",
  );
}

const withReason: ReadonlySet<CommandName> = new Set([
  "/reject-plan",
  "/waive-plan",
  "/override-plan",
  "/reject-spec",
  "/waive-spec",
  "/override-spec",
]);

function toCommand({ name, text }: PlacedLine): Command {
  const words = text
    .split(/[ \t]+/)
    .filter((word) => word !== "")
    .slice(1);
  switch (name) {
    case "/approve-plan":
      return { type: "approve", about: "plan", words };
    case "/reject-plan":
      return { type: "reject", about: "plan", words };
    case "/revoke-plan":
      return { type: "revoke", about: "plan", words };
    case "/waive-plan":
      return { type: "waive", about: "plan", words };
    case "/approve-spec":
      return { type: "approve", about: "spec", words };
    case "/reject-spec":
      return { type: "reject", about: "spec", words };
    case "/revoke-spec":
      return { type: "revoke", about: "spec", words };
    case "/waive-spec":
      return { type: "waive", about: "spec", words };
    case "/override-plan":
      return { type: "override", about: "plan", words };
    case "/override-spec":
      return { type: "override", about: "spec", words };
    case "/recheck-plan":
      return { type: "recheck" };
  }
}

/** A fact, then what to do. */
function refused(reason: CommandProblem, fact: string, fix: string): Refused {
  const sentence = `${fact.charAt(0).toUpperCase()}${fact.slice(1)}`;
  return { state: "refused", reason, message: `${sentence}. ${fix}.` };
}
