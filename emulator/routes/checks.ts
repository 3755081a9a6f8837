import { z } from "zod";
import {
  type Answer,
  type Call,
  created,
  numberParam,
  ok,
  param,
  type Route,
  senderOf,
} from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { inRepository, requireRole } from "../http/in-repository.ts";
import { countedPage, page } from "../http/pagination.ts";
import { notFound, Problem } from "../http/problem.ts";
import { annotationShape, checkRunShape, checkSuiteShape } from "../shapes/check.ts";
import { createCheckRun, rerequestRun, rerequestSuite, updateCheckRun } from "../world/check-runs.ts";
import { type CheckRun, checkConclusions, checkStatuses } from "../world/check-state.ts";
import { newestSuites } from "../world/check-suites.ts";
import { latestRuns } from "../world/required-checks.ts";
import type { Repository } from "../world/state.ts";
import { requireRevision } from "./revision.ts";

const annotationSchema = z.object({
  path: z.string(),
  start_line: z.int().min(1),
  end_line: z.int().min(1),
  start_column: z
    .int()
    .nullish()
    .transform((value) => value ?? null),
  end_column: z
    .int()
    .nullish()
    .transform((value) => value ?? null),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  raw_details: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
});
const outputSchema = z.object({
  title: z.string(),
  summary: z.string(),
  text: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  annotations: z.array(annotationSchema).default([]),
});
const actionSchema = z.object({ label: z.string(), description: z.string(), identifier: z.string() });
const updateSchema = z.object({
  name: z.string().optional(),
  status: z.enum(checkStatuses).optional(),
  conclusion: z.enum(checkConclusions).optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: outputSchema.optional(),
  actions: z.array(actionSchema).optional(),
});
const createSchema = updateSchema.extend({ name: z.string().min(1), head_sha: z.string() });

/** Check runs, which only Apps can write, and each only its own. */
export const checkRoutes: readonly Route[] = [
  inRepository("POST /check-runs", ["checks:write"], (call, repository) => {
    const body = readBody(call, createSchema);
    const input = { ...toInput(body), name: body.name, headSha: body.head_sha, appId: appIdOf(call) };
    return created(checkRunShape(call.state, repository, createCheckRun(call.state, repository, input)));
  }),
  inRepository("PATCH /check-runs/{run}", ["checks:write"], (call, repository) => {
    const run = runOf(call, repository);
    const input = toInput(readBody(call, updateSchema));
    updateCheckRun(call.state, repository, { run, appId: appIdOf(call), input });
    return ok(checkRunShape(call.state, repository, run));
  }),
  inRepository("GET /check-runs/{run}", ["checks:read"], (call, repository) =>
    ok(checkRunShape(call.state, repository, runOf(call, repository))),
  ),
  inRepository("GET /check-runs/{run}/annotations", ["checks:read"], (call, repository) => {
    const run = runOf(call, repository);
    return page(call, run.annotations, (item) => annotationShape(call.state, repository, run, item));
  }),
  inRepository("POST /check-runs/{run}/rerequest", ["checks:write"], (call, repository) => {
    requireRole(call, repository, "write");
    rerequestRun(call.state, repository, runOf(call, repository), senderOf(call));
    return created({});
  }),
  inRepository("POST /check-suites/{suite}/rerequest", ["checks:write"], (call, repository) => {
    const suite = repository.checkSuites.get(numberParam(call, "suite"));
    if (suite === undefined) throw notFound();
    rerequestSuite(call.state, repository, suite, senderOf(call));
    return created({});
  }),
  inRepository("GET /check-suites/{suite}/check-runs", ["checks:read"], (call, repository) => {
    const suiteId = numberParam(call, "suite");
    const runs = [...repository.checkRuns.values()].filter((run) => run.suiteId === suiteId);
    return runPage(call, repository, runs);
  }),
  inRepository("GET /commits/{+ref}/check-runs", ["checks:read"], (call, repository) => {
    const sha = requireRevision(repository, param(call, "ref"));
    const isAll = call.query.get("filter") === "all";
    const runs = isAll
      ? [...repository.checkRuns.values()].filter(({ headSha }) => headSha === sha)
      : latestRuns(repository, sha, null);
    const suites = newestSuites(repository, sha);
    return runPage(
      call,
      repository,
      runs.filter(({ suiteId }) => suites.has(suiteId)),
    );
  }),
  inRepository("GET /commits/{+ref}/check-suites", ["checks:read"], (call, repository) => {
    const sha = requireRevision(repository, param(call, "ref"));
    const appId = call.query.get("app_id");
    const suites = [...repository.checkSuites.values()].filter(
      (suite) => suite.headSha === sha && (appId === null || appId === String(suite.appId)),
    );
    return countedPage(call, "check_suites", suites, (suite) =>
      checkSuiteShape(call.state, repository, suite),
    );
  }),
];

function runPage(call: Call, repository: Repository, runs: readonly CheckRun[]): Answer {
  const wanted = (name: string, value: string | number | null): boolean =>
    call.query.get(name) === null || call.query.get(name) === String(value);
  const found = runs
    .filter(
      (run) => wanted("app_id", run.appId) && wanted("check_name", run.name) && wanted("status", run.status),
    )
    .sort((one, other) => other.id - one.id);
  return countedPage(call, "check_runs", found, (run) => checkRunShape(call.state, repository, run));
}

function runOf(call: Call, repository: Repository): CheckRun {
  const run = repository.checkRuns.get(numberParam(call, "run"));
  if (run === undefined) throw notFound();
  return run;
}

function appIdOf({ actor }: Call): number {
  if (actor.type === "installation") return actor.app.id;
  throw new Problem(403, "You must authenticate via a GitHub App.");
}

function toInput(body: z.output<typeof updateSchema>) {
  const { external_id, details_url, started_at, completed_at, ...shared } = body;
  return {
    ...shared,
    externalId: external_id,
    detailsUrl: details_url,
    startedAt: started_at,
    completedAt: completed_at,
  };
}
