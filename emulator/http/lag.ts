import { z } from "zod";
import type { Repository, WorldEvent } from "../world/state.ts";
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
] as const;

/** One of them. */
export type LaggingRead = (typeof laggingReads)[number];

/** What answers show while GitHub is behind. */
export interface Lag {
  /**
   * From now on a kind of read shows a repository, by its full name, as it was so many milliseconds ago; with
   * `Infinity` as it is now.
   */
  readonly begin: (repository: string, read: LaggingRead, byMs: number) => void;
  /** A repository is shown as it is again. */
  readonly end: (repository: string) => void;
  /** Hears of everything that happens. */
  readonly hear: (event: WorldEvent) => void;
  /** What is asked, with branches named by the commits that a server that is behind takes them for. */
  readonly asked: (request: LaggingRequest) => LaggingRequest;
  /** The answer as a server that is behind gives it. */
  readonly asOf: (request: LaggingRequest, answer: Answer) => Answer;
}

interface LaggingRequest {
  /** Method and template of the route. */
  readonly routeId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** How something looked from a moment on; `null` where it was gone. */
interface Look {
  readonly repository: string;
  readonly atMs: number;
  readonly shape: Shape | null;
}

type Shape = z.infer<typeof shapeSchema>;

/** The world as it was. */
interface Past {
  readonly of: (name: string) => PastLook;
  /** How things looked then that are gone now, of those named so at the beginning. */
  readonly goneSince: (prefix: string) => readonly Shape[];
}

type PastLook = { readonly shape: Shape | null; readonly isNewest: boolean } | "as it is" | "not yet";

const shapeSchema = z.looseObject({
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
const keptMs = 60_000;
const missing: Answer = { status: 404, body: { message: "Not Found", status: "404" } };
const unknownRef = (ref: string): Answer => ({
  status: 404,
  body: { message: `No commit found for the ref ${ref}`, status: "404" },
});
const unknownCommit = (sha: string): Answer => ({
  status: 422,
  body: { message: `No commit found for SHA: ${sha}`, status: "422" },
});

/** Nothing lags yet. */
export function createLag(nameOf: (repository: Repository) => string): Lag {
  const lags = new Map<string, { readonly sinceMs: number; readonly byMs: number }>();
  const looks = new Map<string, readonly Look[]>();
  const pastOf = (read: LaggingRead): Past => {
    const of = (name: string): PastLook => {
      const known = looks.get(name) ?? [];
      const lag = lags.get(`${known[0]?.repository ?? ""} ${read}`);
      if (lag === undefined) return "as it is";
      const cutoffMs = Math.max(lag.sinceMs, performance.now() - lag.byMs);
      const then = known.findLast(({ atMs }) => atMs <= cutoffMs);
      return then === undefined ? "not yet" : { shape: then.shape, isNewest: then === known.at(-1) };
    };
    const goneSince = (prefix: string): readonly Shape[] =>
      [...looks].flatMap(([name, known]) => {
        const then = name.startsWith(prefix) && known.at(-1)?.shape === null ? of(name) : "not yet";
        return typeof then === "string" || then.shape === null ? [] : [then.shape];
      });
    return { of, goneSince };
  };
  return {
    begin: (repository, read, byMs) => {
      lags.set(`${repository} ${read}`, { sinceMs: performance.now(), byMs });
    },
    end: (repository) => {
      for (const read of laggingReads) lags.delete(`${repository} ${read}`);
    },
    hear: (event) => {
      const atMs = performance.now();
      const repository = event.repository === null ? "" : nameOf(event.repository);
      for (const [name, shape] of happened(event, repository)) {
        const recent = (looks.get(name) ?? []).filter((look, index, all) => {
          return look.atMs > atMs - keptMs || index === all.length - 1;
        });
        looks.set(name, [...recent, { repository, atMs, shape }]);
      }
    },
    asked: (request) => {
      const route = routes[request.routeId];
      if (route?.name === undefined || lags.size === 0) return request;
      const past = pastOf(route.read);
      const { owner = "", repo = "" } = request.params;
      return route.name(request, (ref) => {
        const look = ref.startsWith("refs/heads/") ? past.of(`branch ${owner}/${repo} ${ref}`) : "as it is";
        return typeof look === "string" ? ref : (look.shape?.sha ?? ref);
      });
    },
    asOf: (request, answer) => {
      const route = routes[request.routeId];
      if (route === undefined || lags.size === 0) return answer;
      return route.show(answer, pastOf(route.read), request);
    },
  };
}

/** Names of what an event is about, and how that looks from now on. */
function happened(
  { name, action, payload: parts }: WorldEvent,
  repository: string,
): readonly [string, Shape | null][] {
  const shape = (of: string): Shape | null => shapeSchema.safeParse(parts[of]).data ?? null;
  switch (name) {
    case "issue_comment": {
      const comment = shape("comment");
      if (comment === null) return [];
      const look = action === "deleted" ? null : comment;
      const issue = new URL(comment.issue_url ?? "http://127.0.0.1").pathname.replace(/^.*\/repos\//, "");
      return [
        [`comment ${comment.id}`, look],
        [`node ${comment.node_id ?? ""}`, look],
        [`comments of ${issue} ${comment.id}`, look],
      ];
    }
    case "pull_request_review": {
      const sent = shape("review");
      // Webhooks write the state in lower case.
      const review = sent && { ...sent, state: sent.state?.toUpperCase() };
      return review === null
        ? []
        : [
            [`review ${review.id}`, review],
            [`node ${review.node_id ?? ""}`, review],
          ];
    }
    case "pull_request": {
      const pull = shape("pull_request");
      return pull === null ? [] : [[`pull ${pull.id}`, pull]];
    }
    case "check_run": {
      const run = shape("check_run");
      return run === null ? [] : [[`check run ${run.id}`, run]];
    }
    case "push": {
      return [
        [`commit ${String(parts["after"])}`, null],
        [`newest push to ${repository}`, null],
        [`branch ${repository} ${String(parts["ref"])}`, { id: 0, sha: String(parts["after"]) }],
      ];
    }
    default:
      return [];
  }
}

interface LaggingRoute {
  readonly read: LaggingRead;
  /** What is asked, every name of a branch in it replaced. */
  readonly name?: (request: LaggingRequest, replace: (ref: string) => string) => LaggingRequest;
  readonly show: (answer: Answer, past: Past, request: LaggingRequest) => Answer;
}

const inRepository = "/repos/{owner}/{repo}";

const routes: Readonly<Record<string, LaggingRoute>> = {
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
  "POST /graphql": { read: "nodes", show: withoutNewNodes },
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
