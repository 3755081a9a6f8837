/**
 * Where a feature stands, from the files at head: nothing ○, spec ①, plan ②, tasks ③, a ticked task ④, all ticked ●.
 */
export type Phase = "none" | "specify" | "plan" | "tasks" | "implement" | "complete";

/** How a feature lies in the repository where it is no folder with `plan.md` and `spec.md`; the config says so. */
export type FeatureForm =
  /** A folder; the names are spelled as in the config. */
  | { readonly type: "named"; readonly plan: string; readonly spec: string }
  /** One Markdown file, which is the plan and all that people approve. */
  | { readonly type: "file" };

/** A folder with a specification, a plan or tasks, or a single file. */
export interface Feature {
  /** Short id for people: `F-15`, `1`, or the folder's name. */
  readonly id: string;
  /** Path of the folder or of the single file from the root of the repository, as written there. The key. */
  readonly path: string;
  /** Absent: a folder with `plan.md` and `spec.md`. */
  readonly form?: FeatureForm;
}

/** Where a feature lies, whatever it is called. */
export type FeaturePlace = Pick<Feature, "path" | "form">;

const flowName = /^f-0*(\d{1,9})(?:-|$)/i;
const numberedName = /^0*(\d{1,5})(?:-|$)/;

/**
 * Short id of a feature, for people: `f-015-login` is `F-15`, `001-login` is `1`, any other name is itself.
 * Not unique: the key of a feature is its path.
 */
export function featureId(folder: string): string {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const flow = flowName.exec(name)?.[1];
  if (flow !== undefined) return `F-${flow}`;
  return numberedName.exec(name)?.[1] ?? name;
}

const task = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\]/;

/** Which of the three files a feature's folder holds. */
interface PhaseFiles {
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
