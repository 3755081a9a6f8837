import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { configPath } from "../../config/config-path.ts";
import { explainFailure } from "../run-commands.ts";
import type { Target } from "../find-plans.ts";
import { ignoreFile } from "../left-out.ts";
import { tell } from "../tell.ts";

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

/** Judges now and after every change, until the signal; a failure is told, and watching goes on. */
export async function watchPlans({ judge, folders, ownFile, signal }: Watched): Promise<void> {
  let watchers: readonly FSWatcher[] = [];
  let known: ReadonlySet<string> = new Set();
  const alarm = createAlarm(signal);
  while (!signal.aborted) {
    tell(["judging"]);
    const startedMs = Date.now();
    await judge().catch(explainFailure);
    const { features, around } = await folders().catch(() => ({ features: [...known], around: [] }));
    const isFeature = new Set(features);
    const before = watchers;
    watchers = openWatchers([...features, ...around], (folder, event, name) => {
      const matters = isFeature.has(folder) || event === "rename" || settings.has(name ?? "");
      if (matters && join(folder, name ?? "") !== ownFile) alarm.ring();
    });
    closeAll(before);
    if (
      await isAnyNewer(
        features.filter((folder) => !known.has(folder)),
        startedMs,
      )
    )
      alarm.ring();
    known = isFeature;
    tell(["waiting for changes, Ctrl-C ends"]);
    await alarm.heard();
    await pause(settlingMs);
  }
  closeAll(watchers);
}

/** The folders of the targets, and those around them up to the root. */
export function foldersOf(targets: readonly Target[], root: string): WatchedFolders {
  const features = targets.flatMap(({ folder, paths }) => [
    folder,
    ...paths.map((path) => dirname(join(folder, path))),
  ]);
  const around = [root, join(root, ".github"), join(root, ".specify")];
  for (const target of targets) {
    for (let folder = dirname(target.folder); folder.startsWith(target.root); folder = dirname(folder)) {
      around.push(folder);
      if (folder === dirname(folder)) break;
    }
  }
  const unique = new Set(features);
  return { features: [...unique], around: [...new Set(around)].filter((folder) => !unique.has(folder)) };
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
async function isAnyNewer(folders: readonly string[], sinceMs: number): Promise<boolean> {
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const stats = await stat(join(folder, name)).catch(() => null);
      if (stats?.isFile() === true && stats.mtimeMs > sinceMs) return true;
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
