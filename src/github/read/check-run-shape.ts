import { z } from "zod";
import type { OwnCheckRun } from "../../pull-request/snapshot.ts";

/** A check run together with whose it is; statuses GitHub adds for its own runs read as `queued`. */
export const checkRunShape = z
  .object({
    id: z.number(),
    name: z.string(),
    head_sha: z.string(),
    status: z.enum(["queued", "in_progress", "completed"]).catch("queued"),
    conclusion: z.string().nullish(),
    started_at: z.string().nullish(),
    completed_at: z.string().nullish(),
    external_id: z.string().nullish(),
    output: z.object({
      title: z.string().nullish(),
      summary: z.string().nullish(),
      text: z.string().nullish(),
      annotations_count: z.number().optional(),
    }),
    app: z.object({ id: z.number() }).nullish(),
  })
  .transform((run): FoundCheckRun => ({
    name: run.name,
    appId: run.app?.id ?? null,
    checkRun: {
      id: run.id,
      headSha: run.head_sha,
      status: run.status,
      conclusion: run.conclusion ?? null,
      startedAt: run.started_at ?? null,
      completedAt: run.completed_at ?? null,
      title: run.output.title ?? null,
      summary: run.output.summary ?? null,
      text: run.output.text ?? null,
      annotationsCount: run.output.annotations_count ?? 0,
      externalId: run.external_id ?? null,
      olderUnfinished: [],
    },
  }));

/** A check run of anybody. */
interface FoundCheckRun {
  readonly name: string;
  readonly appId: number | null;
  readonly checkRun: OwnCheckRun;
}
