/** Where a feature stands, from the files at head: nothing ○, spec ①, plan ②, tasks ③, a ticked task ④, all ticked ●. */
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
