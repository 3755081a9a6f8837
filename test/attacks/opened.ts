import { featureFiles, type Scene } from "../live/scene.ts";

/** A pull request by mona, seen by the gate. */
export interface Opened {
  readonly head: string;
  readonly number: number;
}

/** Opens a pull request with a good plan, or other files, and lets the gate show its verdict. */
export async function openPlan(
  scene: Scene,
  files: Readonly<Record<string, string | null>> = featureFiles(),
): Promise<Opened> {
  const head = scene.push(files);
  const number = scene.open();
  await scene.gate.settle();
  return { head, number };
}

/** The same, approved by alice. */
export async function openApproved(
  scene: Scene,
  files: Readonly<Record<string, string | null>> = featureFiles(),
): Promise<Opened> {
  const opened = await openPlan(scene, files);
  await scene.comment("alice", opened.number, "/approve-plan");
  await scene.gate.settle();
  return opened;
}

/** Title and conclusion while nobody approved the plan that most scenes are about. */
export const waitingForAlice = "action_required · F-15: waiting for approval by @alice";

/** The same for an approval, by whomever. */
export const approvedBy = (login: string): RegExp => new RegExp(`^success · Approved by @${login} `);
