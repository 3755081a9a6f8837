/** Where a feature stands, from the files at head: nothing ○, spec ①, plan ②, tasks ③, a ticked task ④, all ticked ●. */
export type Phase = "none" | "specify" | "plan" | "tasks" | "implement" | "complete";

/** A folder with a specification, a plan or tasks. */
export interface Feature {
  /** Short id for people: `F-15`, `1`, or the folder's name. */
  readonly id: string;
  /** Path of the folder from the root of the repository, as written there. The key. */
  readonly path: string;
}
