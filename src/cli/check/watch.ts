import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { configPath } from "../../config/config-path.ts";
import { explainFailure } from "../run-commands.ts";
import type { Target } from "../find-plans.ts";
import { ignoreFile } from "../left-out.ts";
import { tell } from "../console.ts";

/** What is looked at again, and where. */
export interface Watched {
  /** Judges and reports; what it cannot do, it throws. */
  readonly judge: () => Promise<void>;
  /** Folders to watch as things are now. */
  readonly folders: () => Promise<WatchedFolders>;
  /** A file that is ours to write, absolute. */
  readonly ownFile: string | null;
  readonly signal: AbortSignal;
}

/** Folders, absolute. */
export interface WatchedFolders {
  /** Where any change may matter. */
  readonly features: readonly string[];
  /** Where only settings matter, and what comes and goes. */
  readonly around: readonly string[];
}

/** An editor that saves writes more than once. */
const settlingMs = 60;
const settings: ReadonlySet<string> = new Set([configPath.split("/").at(-1) ?? "", ignoreFile]);

/** Judges now and after every change, until the signal; a failure is reported, and watching goes on. */
export async function watchPlans({ judge, folders, ownFile, signal }: Watched): Promise<void> {
  let watchers: readonly FSWatcher[] = [];
  let known: WatchedFolders = { features: [], around: [] };
  const alarm = createAlarm(signal);
  while (!signal.aborted) {
    tell(["judging"]);
    const startedMs = Date.now();
    await judge().catch(explainFailure);
    const now = await folders().catch(() => known);
    const knownFolders = new Set(allOf(known));
    const fresh = allOf(now).filter((folder) => !knownFolders.has(folder));
    const before = watchers;
    watchers = openWatchers(allOf(now), (folder, event, name) => {
      const matters = now.features.includes(folder) || event === "rename" || settings.has(name ?? "");
      if (matters && join(folder, name ?? "") !== ownFile) alarm.ring();
    });
    closeAll(before);
    if (await isAnyNewer(fresh, startedMs, ownFile)) alarm.ring();
    known = now;
    tell(["waiting for changes, Ctrl-C ends"]);
    await alarm.heard();
    await pause(settlingMs);
  }
  closeAll(watchers);
}

/** The folders of the targets, those beside them, where the next feature may begin, and those around up to the root. */
export async function foldersOf(targets: readonly Target[], root: string): Promise<WatchedFolders> {
  const features = new Set(
    targets.flatMap(({ folder, paths }) => [folder, ...paths.map((path) => dirname(join(folder, path)))]),
  );
  const shelves = new Set(targets.map(({ folder }) => dirname(folder)));
  for (const name of ["specs", "features", ""]) shelves.add(join(root, ".specify", name));
  const beside = await Promise.all([...shelves].map(foldersIn));
  const around = new Set([root, join(root, ".github"), ...shelves, ...beside.flat()]);
  for (const target of targets) {
    for (let folder = dirname(target.folder); folder.startsWith(target.root); folder = dirname(folder)) {
      around.add(folder);
      if (folder === dirname(folder)) break;
    }
  }
  return { features: [...features], around: [...around].filter((folder) => !features.has(folder)) };
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules")
    .map(({ name }) => join(folder, name));
}

function allOf({ features, around }: WatchedFolders): readonly string[] {
  return [...features, ...around];
}

type OnChange = (folder: string, event: string, name: string | null) => void;

function openWatchers(folders: readonly string[], onChange: OnChange): readonly FSWatcher[] {
  return folders.flatMap((folder) => {
    try {
      const watcher = watch(folder, (event, name) => {
        onChange(folder, event, name);
      });
      return [watcher.on("error", () => undefined)];
    } catch {
      return [];
    }
  });
}

function closeAll(watchers: readonly FSWatcher[]): void {
  for (const watcher of watchers) watcher.close();
}

/** Was something written while nobody watched there? */
async function isAnyNewer(
  folders: readonly string[],
  sinceMs: number,
  ownFile: string | null,
): Promise<boolean> {
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const stats = path === ownFile ? null : await stat(path).catch(() => null);
      if (stats !== null && stats.mtimeMs > sinceMs) return true;
    }
  }
  return false;
}

/** Rings once for whatever happened since it was last heard. */
function createAlarm(signal: AbortSignal): {
  readonly ring: () => void;
  readonly heard: () => Promise<void>;
} {
  let isRinging = false;
  let onRing: () => void = () => undefined;
  const ring = () => {
    isRinging = true;
    onRing();
  };
  signal.addEventListener("abort", ring);
  return {
    ring,
    heard: async () => {
      if (!isRinging) {
        await new Promise<void>((resolve) => {
          onRing = resolve;
        });
      }
      isRinging = false;
    },
  };
}
