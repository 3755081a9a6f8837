import type { ChangedFile } from "../pull-request/content.ts";
import { changesGate } from "./changes-gate.ts";

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
  return [...new Set(crossTargets(readSide(head), readSide(base), isGated))].sort();
}

/**
 * The same where commits are replayed on the base one by one, as a rebase does, oldest first: each is merged by itself
 * with what became of those before it. A gated path that both sides touched is one of them too: what a commit adds
 * and a later one takes back is missed when only the outcome is looked at.
 */
export function replayTargets(
  commits: readonly (readonly ChangedFile[])[],
  base: readonly ChangedFile[],
  isGated: IsGated,
): readonly string[] {
  const targets = new Set<string>();
  let other = readSide(base);
  for (const files of commits) {
    const own = readSide(files);
    const theirs = new Set(touchedIn(other));
    const ofBoth = touchedIn(own).filter((path) => theirs.has(path) && isGated(path));
    for (const path of [...ofBoth, ...crossTargets(own, other, isGated)]) targets.add(path);
    other = afterReplay(own, other);
  }
  return [...targets].sort();
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
 * What a later push to the base, one that touches nothing with the usual names of gated text, must do to change the verdict:
 * `edits` anything, `texts` at least change a Markdown file or remove a file, `removals` at least remove a file.
 * The more lasting first.
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

interface Side {
  /** Paths that were not there before. */
  readonly fresh: readonly string[];
  /** Paths that are there no more. */
  readonly gone: readonly string[];
  readonly edited: ReadonlySet<string>;
  /** Folders that a file was moved out of, as far as GitHub itself says so. */
  readonly left: ReadonlySet<string>;
}

function readSide(files: readonly ChangedFile[]): Side {
  const fresh: string[] = [];
  const gone: string[] = [];
  const edited = new Set<string>();
  const left = new Set<string>();
  for (const { path, previousPath, status } of files) {
    switch (status) {
      case "added":
      case "copied":
        fresh.push(path);
        break;
      case "renamed":
        fresh.push(path);
        if (previousPath !== null) gone.push(previousPath);
        for (const folder of foldersOf(previousPath ?? path)) left.add(folder);
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
  return { fresh, gone, edited, left };
}

function touchedIn({ fresh, gone, edited }: Side): readonly string[] {
  return [...fresh, ...gone, ...edited];
}

/** What the base's side is for the next commit: what was carried or landed counts with it. */
function afterReplay(own: Side, other: Side): Side {
  const isCarried = own.gone.some((path) => other.edited.has(path));
  const goals = [...new Set(own.fresh.flatMap(foldersOf))];
  const landed = endsBelow(own.left, other.fresh).flatMap((end) => goals.map((goal) => `${goal}/${end}`));
  const moved = own.fresh.filter((path) => foldersOf(path).some((folder) => other.left.has(folder)));
  return {
    fresh: [...new Set([...other.fresh, ...landed.slice(0, maxLandings)])],
    gone: [...new Set([...other.gone, ...moved])],
    edited: isCarried ? new Set([...other.edited, ...own.fresh]) : other.edited,
    left: other.left,
  };
}

function crossTargets(own: Side, other: Side, isGated: IsGated): readonly string[] {
  return [
    ...editTargets(own, other, isGated),
    ...editTargets(other, own, isGated),
    ...landings(own, other, isGated),
    ...landings(other, own, isGated),
  ];
}

/** Where edits of `other` may land through renames of `side`. */
function editTargets(side: Side, other: Side, isGated: IsGated): readonly string[] {
  return side.gone.some((path) => other.edited.has(path)) ? side.fresh.filter(isGated) : [];
}

/** Where new files of `other` may land through folders that `side` renamed. */
function landings(side: Side, other: Side, isGated: IsGated): readonly string[] {
  const ends = endsBelow(new Set(side.gone.flatMap(foldersOf)), other.fresh);
  if (ends.length === 0 || side.fresh.length === 0) return [];
  const goals = new Set(["", ...side.fresh.flatMap(foldersOf)]);
  if (ends.length * goals.size > maxLandings) return other.fresh.slice(0, 1);
  return [...goals].flatMap((goal) =>
    ends.map((end) => (goal === "" ? end : `${goal}/${end}`)).filter(isGated),
  );
}

/** What is left of the paths that lie in one of the folders, without that folder. */
function endsBelow(folders: ReadonlySet<string>, paths: readonly string[]): readonly string[] {
  const ends = paths.flatMap((path) =>
    foldersOf(path)
      .filter((folder) => folders.has(folder))
      .map((folder) => path.slice(folder.length + 1)),
  );
  return [...new Set(ends)];
}

/** All folders a file is in, but the root, which always stays. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
