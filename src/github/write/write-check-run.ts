import { GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { answerCheckRun, checkRunName, checkRunShape } from "../read/answer-check-run.ts";
import type { Annotation, CheckRunContent, CheckRunEffect } from "../../effects/effect.ts";

/** Where it is written, and as whom. */
export interface WriteLane {
  readonly session: Session;
  readonly app: { readonly id: number; readonly slug: string };
}

/** GitHub takes no more annotations in one request, and adds those of later requests. */
const annotationsPerRequest = 50;

/**
 * Writes the check run and gives its id. The fingerprint goes with the last request: a run that lost some of its
 * annotations does not look finished. An order to create is given once: where its answer is lost, the run is looked
 * for and brought up to date. Throws a `GitHubError` where the run could not be written.
 */
export async function writeCheckRun(lane: WriteLane, effect: CheckRunEffect): Promise<number> {
  const { content } = effect;
  const batches = inBatches(content.annotations);
  switch (effect.type) {
    case "update-check-run":
      await update(lane.session, effect.checkRunId, { content, batches });
      return effect.checkRunId;
    case "create-check-run": {
      const [first = [], ...rest] = batches;
      const created = await create(lane, content, { annotations: first, isLast: rest.length === 0 });
      if (created.isAdopted) {
        const missing = inBatches(content.annotations.slice(created.annotationsCount));
        await update(lane.session, created.id, { content, batches: missing });
      } else if (rest.length > 0) await update(lane.session, created.id, { content, batches: rest });
      return created.id;
    }
  }
}

interface AnnotationBatch {
  readonly annotations: readonly Annotation[];
  readonly isLast: boolean;
}

interface Created {
  readonly id: number;
  readonly annotationsCount: number;
  readonly isAdopted: boolean;
}

async function create(lane: WriteLane, content: CheckRunContent, batch: AnnotationBatch): Promise<Created> {
  try {
    const { value } = await lane.session.send({
      route: "POST /repos/{owner}/{repo}/check-runs",
      parameters: { name: checkRunName, head_sha: content.headSha, ...bodyOf(content, batch) },
      schema: checkRunShape,
    });
    return { id: value.checkRun.id, annotationsCount: 0, isAdopted: false };
  } catch (error) {
    if (!(error instanceof GitHubError) || !mayHaveBeenApplied(error)) throw error;
    const found = await answerCheckRun(lane, content.headSha);
    if (found === null) throw error;
    return { id: found.id, annotationsCount: found.annotationsCount, isAdopted: true };
  }
}

function mayHaveBeenApplied({ code }: GitHubError): boolean {
  return code === "network" || code === "timeout" || code === "server-error" || code === "unexpected-answer";
}

async function update(
  session: Session,
  checkRunId: number,
  {
    content,
    batches,
  }: { readonly content: CheckRunContent; readonly batches: readonly (readonly Annotation[])[] },
): Promise<void> {
  for (const [index, annotations] of batches.entries()) {
    await session.send({
      route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
      parameters: {
        check_run_id: checkRunId,
        ...bodyOf(content, { annotations, isLast: index === batches.length - 1 }),
      },
      schema: checkRunShape,
    });
  }
}

/** GitHub's own times are the only ones that count: one that it gave before may be kept. */
function bodyOf(content: CheckRunContent, { annotations, isLast }: AnnotationBatch): Record<string, unknown> {
  return {
    status: content.status,
    ...(content.conclusion === null ? {} : { conclusion: content.conclusion }),
    ...(content.completedAt === undefined ? {} : { completed_at: content.completedAt }),
    ...(isLast ? { external_id: content.externalId } : {}),
    output: {
      title: content.title,
      summary: content.summary,
      text: content.text,
      annotations: annotations.map((annotation) => ({
        path: annotation.path,
        start_line: annotation.startLine,
        end_line: annotation.endLine,
        annotation_level: annotation.level,
        title: annotation.title,
        message: annotation.message,
      })),
    },
    actions: content.actions,
  };
}

/** At least one batch, if an empty one. */
function inBatches(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const count = Math.max(1, Math.ceil(annotations.length / annotationsPerRequest));
  return Array.from({ length: count }, (_, index) =>
    annotations.slice(index * annotationsPerRequest, (index + 1) * annotationsPerRequest),
  );
}
