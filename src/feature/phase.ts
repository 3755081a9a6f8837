import type { Phase } from "./feature.ts";

const task = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\]/;

/** Which of the three files a feature's folder holds. */
export interface PhaseFiles {
  readonly hasSpec: boolean;
  readonly hasPlan: boolean;
  readonly hasTasks: boolean;
}

/** How far a feature is. `tasksText` is the text of `tasks.md`, `null` where it was not read. */
export function phaseOf(files: PhaseFiles, tasksText: string | null): Phase {
  if (files.hasTasks) return phaseOfTasks(tasksText ?? "");
  if (files.hasPlan) return "plan";
  return files.hasSpec ? "specify" : "none";
}

function phaseOfTasks(text: string): Phase {
  const boxes = text.split("\n").flatMap((line) => task.exec(line)?.[1] ?? []);
  const open = boxes.filter((box) => box === " ").length;
  if (boxes.length === open) return "tasks";
  return open > 0 ? "implement" : "complete";
}

const ticked = /^((?:[ \t]|>)*(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[)[xX](?=\][ \t])/gm;

/** The text with every box of its task lists open: ticking one is no change of what it says. */
export function openBoxes(text: string): string {
  return text.replace(ticked, "$1 ");
}
