import { z } from "zod";
import type { OwnCheckRun } from "../../pull-request/snapshot.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";
import { checkRunShape } from "./check-run-shape.ts";

/** Name of our check run, as branch protection knows it. */
export const checkRunName = "plan-gate";

/** Our check run on a commit, the newest where there are several; others' of the same name are nothing to us. */
export async function answerCheckRun(
  { session, app }: Pick<ReadContext, "session" | "app">,
  headSha: string,
): Promise<OwnCheckRun | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
      parameters: { ref: headSha, check_name: checkRunName, app_id: app.id, filter: "all", per_page: 100 },
      schema: z.object({ check_runs: z.array(checkRunShape) }),
    }),
  );
  const ours = (answer?.value.check_runs ?? [])
    .filter((found) => found.appId === app.id && found.name === checkRunName)
    .map(({ checkRun }) => checkRun)
    .filter((checkRun) => checkRun.headSha === headSha);
  const [newest, ...older] = ours.sort((left, right) => right.id - left.id);
  if (newest === undefined) return null;
  const unfinished = older.filter(({ status }) => status !== "completed");
  return { ...newest, olderUnfinished: unfinished.map(({ id }) => id) };
}

/** A check run by its id, whatever its name; `null` for another App's, and for one of another repository. */
export async function answerCheckRunById(
  { session, app }: ReadContext,
  id: number,
): Promise<OwnCheckRun | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}",
      parameters: { check_run_id: id },
      schema: checkRunShape,
    }),
  );
  return answer?.value.appId === app.id ? answer.value.checkRun : null;
}
