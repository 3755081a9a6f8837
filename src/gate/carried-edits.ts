import type { ChangedFile } from "../pull-request/content.ts";
import { changesGate } from "./gated-names.ts";

/** What two branches changed since their merge base. */
export interface BothSides {
  readonly head: readonly ChangedFile[];
  readonly base: readonly ChangedFile[];
}

type IsGated = (path: string) => boolean;

/** Pairs of folders that are looked at; past it a file may land anywhere. */
const maxLandings = 100_000;

/**
 * Gated paths that a merge could give bytes which neither side has there. Git merges along renames: an edit of a
 * file lands in the file it was renamed to on the other side, and a new file lands in the folder that its own was
 * renamed to. What Git takes for a rename cannot be told for certain from outside, so whatever is gone on one side
 * may have become whatever is new there. Empty: no gated path can be touched like that.
 */
export function carryTargets({ head, base }: BothSides, isGated: IsGated): readonly string[] {
  const sides = [readSide(head), readSide(base)] as const;
  const [own, other] = sides;
  const targets = [
    ...editTargets(own, other, isGated),
    ...editTargets(other, own, isGated),
    ...landings(own, other, isGated),
    ...landings(other, own, isGated),
  ];
  return [...new Set(targets)].sort();
}

/** The same, as far as GitHub itself names the renames: gated files that come from a file the other side edited. */
export function namedCarryTargets({ head, base }: BothSides, isGated: IsGated): readonly string[] {
  const named = (files: readonly ChangedFile[], other: readonly ChangedFile[]): readonly string[] => {
    const { edited } = readSide(other);
    return files
      .filter(({ path, previousPath }) => previousPath !== null && edited.has(previousPath) && isGated(path))
      .map(({ path }) => path);
  };
  return [...new Set([...named(head, base), ...named(base, head)])].sort();
}

/**
 * What a later push to the base, one that touches nothing with the usual names of gated text, must do to change the
 * verdict: `edits` anything, `texts` at least change a Markdown file or remove a file, `removals` at least remove a
 * file. The more lasting first.
 */
export type BaseWatch = "edits" | "texts" | "removals" | "nothing";

/** Which pushes to the base must be looked at, given what both sides changed so far. */
export function baseWatch({ head, base }: BothSides, isGated: IsGated): BaseWatch {
  const own = readSide(head);
  if (own.gone.length > 0 && own.fresh.some(isGated)) return "edits";
  const mayLand = own.fresh.some((path) => changesGate([path]));
  return mayLand || readSide(base).fresh.some(isGated) ? "removals" : "nothing";
}

/** The one that asks for most. */
export function widestWatch(watches: readonly BaseWatch[]): BaseWatch {
  return (["edits", "texts", "removals"] as const).find((watch) => watches.includes(watch)) ?? "nothing";
}

interface SideChanges {
  /** Paths that were not there before. */
  readonly fresh: readonly string[];
  /** Paths that are there no more. */
  readonly gone: readonly string[];
  readonly edited: ReadonlySet<string>;
}

function readSide(files: readonly ChangedFile[]): SideChanges {
  const fresh: string[] = [];
  const gone: string[] = [];
  const edited = new Set<string>();
  for (const { path, previousPath, status } of files) {
    switch (status) {
      case "added":
      case "copied":
        fresh.push(path);
        break;
      case "renamed":
        fresh.push(path);
        if (previousPath !== null) gone.push(previousPath);
        break;
      case "removed":
        gone.push(path);
        break;
      case "modified":
      case "changed":
      case "unchanged":
        edited.add(path);
    }
  }
  return { fresh, gone, edited };
}

/** Where edits of `other` may land through renames of `side`. */
function editTargets(side: SideChanges, other: SideChanges, isGated: IsGated): readonly string[] {
  return side.gone.some((path) => other.edited.has(path)) ? side.fresh.filter(isGated) : [];
}

/** Where new files of `other` may land through folders that `side` renamed. */
function landings(side: SideChanges, other: SideChanges, isGated: IsGated): readonly string[] {
  const emptied = new Set(side.gone.flatMap(foldersOf));
  const ends = new Set(
    other.fresh.flatMap((path) =>
      foldersOf(path)
        .filter((folder) => emptied.has(folder))
        .map((folder) => path.slice(folder.length + 1)),
    ),
  );
  if (ends.size === 0 || side.fresh.length === 0) return [];
  const goals = new Set(["", ...side.fresh.flatMap(foldersOf)]);
  if (ends.size * goals.size > maxLandings) return other.fresh.slice(0, 1);
  return [...goals].flatMap((goal) =>
    [...ends].map((end) => (goal === "" ? end : `${goal}/${end}`)).filter(isGated),
  );
}

/** All folders a file is in, but the root, which always stays. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
