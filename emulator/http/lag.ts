import type { Repository, WorldEvent } from "../world/state.ts";
import type { Answer } from "./call.ts";
import {
  type LaggingRead,
  laggingReads,
  type LaggingRequest,
  laggingRoutes,
  type Past,
  type PastLook,
  placesOfPeople,
  type Shape,
  shapeSchema,
} from "./lagging-routes.ts";
import { createPastAnswers } from "./past-answers.ts";

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
  readonly asOf: (request: LaggingRequest, compute: () => Answer) => Answer;
}

/** How something looked from a moment on; `null` where it was gone. */
interface Look {
  readonly repository: string;
  readonly atMs: number;
  readonly shape: Shape | null;
}

const keptMs = 60_000;

/** Nothing lags yet. */
export function createLag(nameOf: (repository: Repository) => string): Lag {
  const lags = new Map<string, { readonly sinceMs: number; readonly byMs: number }>();
  const looks = new Map<string, readonly Look[]>();
  const people = createPastAnswers();
  const cutoffOf = (name: string): number | null => {
    const lag = lags.get(name);
    return lag === undefined ? null : Math.max(lag.sinceMs, performance.now() - lag.byMs);
  };
  const pastOf = (read: LaggingRead): Past => {
    const of = (name: string): PastLook => {
      const known = looks.get(name) ?? [];
      const cutoffMs = cutoffOf(`${known[0]?.repository ?? ""} ${read}`);
      if (cutoffMs === null) return "as it is";
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
      people.forget();
    },
    hear: (event) => {
      people.hear(event, lags.size > 0);
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
      const route = laggingRoutes[request.routeId];
      if (route?.name === undefined || lags.size === 0) return request;
      const past = pastOf(route.read);
      const { owner = "", repo = "" } = request.params;
      return route.name(request, (ref) => {
        const look = ref.startsWith("refs/heads/") ? past.of(`branch ${owner}/${repo} ${ref}`) : "as it is";
        return typeof look === "string" ? ref : (look.shape?.sha ?? ref);
      });
    },
    asOf: (request, compute) => {
      const route = laggingRoutes[request.routeId];
      const whose = placesOfPeople[request.routeId]?.(request.params);
      if (whose !== undefined) {
        const name = [...lags.keys()].find(
          (lag) => lag.startsWith(whose.place) && lag.endsWith(` ${whose.read}`),
        );
        return people.asOf(
          JSON.stringify([request.routeId, request.params]),
          name === undefined ? null : cutoffOf(name),
          compute,
        );
      }
      if (route === undefined || lags.size === 0) return compute();
      return route.show(compute(), pastOf(route.read), request);
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
    case "workflow_run": {
      const run = shape("workflow_run");
      return run === null ? [] : [[`workflow run ${run.id}`, run]];
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
