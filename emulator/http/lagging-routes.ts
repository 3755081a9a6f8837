import { z } from "zod";
import type { Answer } from "./call.ts";

/** Reads that can be behind the webhooks, each by a time of its own: on GitHub another replica may answer each. */
export const laggingReads = [
  "comments",
  "reviews",
  "nodes",
  "pull",
  "pulls",
  "pulls of a commit",
  "commit",
  "comparison",
  "tree",
  "contents",
  "blob",
  "check runs",
  "workflow runs",
  "permissions",
  "memberships",
] as const;

/** One of them. */
export type LaggingRead = (typeof laggingReads)[number];

export interface LaggingRequest {
  /** Method and template of the route. */
  readonly routeId: string;
  readonly params: Params;
  readonly query: URLSearchParams;
}

export type Shape = z.infer<typeof shapeSchema>;

/** The world as it was. */
export interface Past {
  readonly of: (name: string) => PastLook;
  /** How things looked then that are gone now, of those named so at the beginning. */
  readonly goneSince: (prefix: string) => readonly Shape[];
}

export type PastLook = { readonly shape: Shape | null; readonly isNewest: boolean } | "as it is" | "not yet";

export const shapeSchema = z.looseObject({
  id: z.number(),
  node_id: z.string().optional(),
  issue_url: z.string().optional(),
  state: z.string().optional(),
  updated_at: z.string().optional(),
  created_at: z.string().optional(),
  /** Of a branch: where it stood. */
  sha: z.string().optional(),
});
const shapesSchema = z.array(shapeSchema);
const missing: Answer = { status: 404, body: { message: "Not Found", status: "404" } };
const unknownRef = (ref: string): Answer => ({
  status: 404,
  body: { message: `No commit found for the ref ${ref}`, status: "404" },
});
const unknownCommit = (sha: string): Answer => ({
  status: 422,
  body: { message: `No commit found for SHA: ${sha}`, status: "422" },
});

/** How a route answers while it is behind. */
export interface LaggingRoute {
  readonly read: LaggingRead;
  /** What is asked, every name of a branch in it replaced. */
  readonly name?: (request: LaggingRequest, replace: (ref: string) => string) => LaggingRequest;
  readonly show: (answer: Answer, past: Past, request: LaggingRequest) => Answer;
}

const inRepository = "/repos/{owner}/{repo}";

/** The routes that can be behind, of content and conversation. */
export const laggingRoutes: Readonly<Record<string, LaggingRoute>> = {
  [`GET ${inRepository}/issues/{number}/comments`]: {
    read: "comments",
    show: (answer, past, { params: { owner = "", repo = "", number = "" } }) => {
      const gone = past.goneSince(`comments of ${owner}/${repo}/issues/${number} `);
      const shown = shapesSchema.safeParse(onlyPast(answer, past, "comment").body).data ?? [];
      return { ...answer, body: [...shown, ...gone].sort((one, other) => one.id - other.id) };
    },
  },
  [`GET ${inRepository}/pulls/{number}/reviews`]: {
    read: "reviews",
    show: (answer, past) => onlyPast(answer, past, "review"),
  },
  [`GET ${inRepository}/pulls`]: { read: "pulls", show: (answer, past) => onlyPast(answer, past, "pull") },
  [`GET ${inRepository}/pulls/{number}`]: {
    read: "pull",
    show: (answer, past) => {
      const shape = shapeSchema.safeParse(answer.body).data;
      const look = shape === undefined ? "as it is" : past.of(`pull ${shape.id}`);
      if (look === "as it is") return answer;
      return look === "not yet" || look.shape === null ? missing : { ...answer, body: look.shape };
    },
  },
  [`GET ${inRepository}/commits/{sha}/pulls`]: {
    read: "pulls of a commit",
    show: (answer, past, request) => {
      const { sha = "" } = request.params;
      return past.of(`commit ${sha}`) === "not yet" ? unknownCommit(sha) : onlyPast(answer, past, "pull");
    },
  },
  [`GET ${inRepository}/git/commits/{sha}`]: ofCommit("commit", ({ sha = "" }) => sha),
  [`GET ${inRepository}/git/trees/{+tree}`]: ofCommit("tree", ({ tree = "" }) => tree),
  [`GET ${inRepository}/compare/{+basehead}`]: {
    ...ofCommit("comparison", ({ basehead = "" }) => basehead.split("...")[1] ?? ""),
    name: (request, replace) => {
      const basehead = (request.params["basehead"] ?? "").split("...").map(replace).join("...");
      return { ...request, params: { ...request.params, basehead } };
    },
  },
  [`GET ${inRepository}/contents/{+path}`]: {
    read: "contents",
    name: (request, replace) => {
      const query = new URLSearchParams(request.query);
      query.set("ref", replace(query.get("ref") ?? ""));
      return { ...request, query };
    },
    show: (answer, past, { query }) => {
      const ref = query.get("ref") ?? "";
      return past.of(`commit ${ref}`) === "not yet" ? unknownRef(ref) : answer;
    },
  },
  // Until the newest push is known, no blob is: which ones it brought is not kept.
  [`GET ${inRepository}/git/blobs/{sha}`]: {
    read: "blob",
    show: (answer, past, { params: { owner = "", repo = "" } }) => {
      const push = past.of(`newest push to ${owner}/${repo}`);
      return push === "not yet" || (push !== "as it is" && !push.isNewest) ? missing : answer;
    },
  },
  [`GET ${inRepository}/commits/{+ref}/check-runs`]: {
    read: "check runs",
    show: (answer, past) => {
      const list = z.looseObject({ check_runs: shapesSchema }).safeParse(answer.body).data;
      if (list === undefined) return answer;
      const { body } = onlyPast({ ...answer, body: list.check_runs }, past, "check run");
      return { ...answer, body: { ...list, check_runs: body } };
    },
  },
  [`GET ${inRepository}/actions/workflows/{workflow}/runs`]: {
    read: "workflow runs",
    show: (answer, past) => {
      const list = z.looseObject({ workflow_runs: shapesSchema }).safeParse(answer.body).data;
      if (list === undefined) return answer;
      const { body } = onlyPast({ ...answer, body: list.workflow_runs }, past, "workflow run");
      return { ...answer, body: { ...list, workflow_runs: body } };
    },
  },
  "POST /graphql": { read: "nodes", show: withoutNewNodes },
};

type Params = Readonly<Record<string, string>>;
type PeopleRead = Extract<LaggingRead, "permissions" | "memberships">;

/** The routes about people that can be behind: of a repository, or of any of an organization. */
export const placesOfPeople: Readonly<
  Record<string, (params: Params) => { readonly read: PeopleRead; readonly place: string }>
> = {
  [`GET ${inRepository}/collaborators/{login}/permission`]: ({ owner = "", repo = "" }) => ({
    read: "permissions",
    place: `${owner}/${repo} `,
  }),
  "GET /orgs/{org}/teams/{slug}/memberships/{login}": ({ org = "" }) => ({
    read: "memberships",
    place: `${org}/`,
  }),
};

function ofCommit(
  read: LaggingRead,
  shaIn: (params: Readonly<Record<string, string>>) => string,
): LaggingRoute {
  return {
    read,
    show: (answer, past, { params }) => (past.of(`commit ${shaIn(params)}`) === "not yet" ? missing : answer),
  };
}

/** The items of a list as they were. */
function onlyPast(answer: Answer, past: Past, kind: string): Answer {
  const shapes = shapesSchema.safeParse(answer.body).data;
  if (shapes === undefined) return answer;
  const body = shapes.flatMap((shape) => {
    const look = past.of(`${kind} ${shape.id}`);
    if (look === "as it is") return [shape];
    return look === "not yet" || look.shape === null ? [] : [look.shape];
  });
  return { ...answer, body };
}

const nodesSchema = z.object({
  data: z.looseObject({ nodes: z.array(z.looseObject({ id: z.string().optional() }).nullable()) }),
  errors: z.array(z.unknown()).optional(),
});

/** What was asked for by its id and is not there yet is `null`, and so says an error; edits are not known yet. */
function withoutNewNodes(answer: Answer, past: Past): Answer {
  const parsed = nodesSchema.safeParse(answer.body).data;
  if (parsed === undefined) return answer;
  const errors = [...(parsed.errors ?? [])];
  const nodes = parsed.data.nodes.map((node, index) => {
    const look = past.of(`node ${node?.id ?? ""}`);
    if (node === null || look === "as it is") return node;
    if (look === "not yet" || look.shape === null) {
      const message = `Could not resolve to a node with the global id of '${node.id ?? ""}'`;
      errors.push({ type: "NOT_FOUND", path: ["nodes", index], message, locations: [] });
      return null;
    }
    const wasEdited = look.isNewest || look.shape.updated_at !== look.shape.created_at;
    return wasEdited ? node : { ...node, lastEditedAt: null };
  });
  const data = { ...parsed.data, nodes };
  return { ...answer, body: errors.length === 0 ? { data } : { data, errors } };
}
