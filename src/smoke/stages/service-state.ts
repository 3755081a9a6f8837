import type { ModelService } from "../compose/model.ts";
import type { Container } from "../engine/containers.ts";

/** Where a service is on its way. `ready` and `failed` are ends, the others may still change. */
export interface ServiceState {
  readonly service: string;
  readonly kind: "long-running" | "one-shot";
  readonly state:
    | "absent"
    | "created"
    | "starting"
    | "restarting"
    | "running"
    | "healthy"
    | "completed"
    | "unhealthy"
    | "exited";
  readonly verdict: "waiting" | "ready" | "failed";
  /** Exit code where it exited. */
  readonly exitCode: number | null;
  /** What to know about it, for people; empty where `state` says it all. */
  readonly detail: string;
}

/** Restarts after which a service is taken to be caught in a loop. */
const maxRestarts = 5;

/** How every service is doing, in the order of the model. Of several containers the one that is worst counts. */
export function assessServices(
  services: readonly ModelService[],
  oneshot: ReadonlySet<string>,
  containers: readonly Container[],
): readonly ServiceState[] {
  return services
    .filter((service) => !service.isScaledToZero)
    .map(({ name: service }) => {
      const who = { service, kind: oneshot.has(service) ? "one-shot" : "long-running" } as const;
      const states = containers
        .filter((container) => container.service === service)
        .map((container) => assess(container, who));
      return worst(states) ?? base(who, "absent", "waiting");
    });
}

const verdictRank = { failed: 0, waiting: 1, ready: 2 } as const;

function worst(states: readonly ServiceState[]): ServiceState | undefined {
  return states.toSorted((a, b) => verdictRank[a.verdict] - verdictRank[b.verdict])[0];
}

type Who = Pick<ServiceState, "service" | "kind">;

function base(who: Who, state: ServiceState["state"], verdict: ServiceState["verdict"]): ServiceState {
  return { ...who, state, verdict, exitCode: null, detail: "" };
}

function assess(container: Container, who: Who): ServiceState {
  const { status } = container;
  if (status === "exited" || status === "dead") return assessExit(container, who);
  if (status === "restarting" || (container.restartCount >= maxRestarts && container.health !== "healthy")) {
    return assessRestarts(container, who);
  }
  if (status !== "running") return { ...base(who, "created", "waiting"), detail: container.startError };
  if (who.kind === "one-shot") return base(who, "running", "waiting");
  switch (container.health) {
    case "none":
      return base(who, "running", "ready");
    case "healthy":
      return base(who, "healthy", "ready");
    case "starting":
      return { ...base(who, "starting", "waiting"), detail: container.healthOutput };
    case "unhealthy":
      return { ...base(who, "unhealthy", "failed"), detail: container.healthOutput };
  }
}

function assessExit(container: Container, who: Who): ServiceState {
  const { exitCode } = container;
  if (who.kind === "one-shot" && exitCode === 0) return { ...base(who, "completed", "ready"), exitCode };
  const reasons = [container.isOutOfMemory ? "out of memory" : "", container.startError].filter(
    (reason) => reason !== "",
  );
  return { ...base(who, "exited", "failed"), exitCode, detail: reasons.join("; ") };
}

function assessRestarts(container: Container, who: Who): ServiceState {
  const verdict = container.restartCount >= maxRestarts ? "failed" : "waiting";
  const state = base(who, "restarting", verdict);
  return { ...state, exitCode: container.exitCode, detail: `restarted ${container.restartCount} times` };
}

/** A sentence about a service that failed, or that was still not ready when time was up. */
export function describeState(state: ServiceState): string {
  const name = `\`${state.service}\``;
  const detail = state.detail === "" ? "" : `: ${state.detail.replace(/\s+/g, " ")}`;
  switch (state.state) {
    case "exited":
      return `${name} exited with code ${state.exitCode ?? 0}${detail}`;
    case "unhealthy":
      return `${name} is unhealthy${detail === "" ? "" : `; its health check says${detail}`}`;
    case "restarting":
      return `${name} keeps exiting with code ${state.exitCode ?? 0}${detail}`;
    case "starting":
      return `${name} never got healthy${detail === "" ? "" : `; its health check says${detail}`}`;
    case "absent":
    case "created":
      return `${name} was never started${detail}`;
    case "running":
      return state.kind === "one-shot" ? `${name} runs on and was expected to end` : `${name} is running`;
    case "healthy":
    case "completed":
      return `${name} is ${state.state}`;
  }
}

/** What to do about a service that failed. */
export function adviseOnState(state: ServiceState): string {
  switch (state.state) {
    case "exited":
      return state.exitCode === 0 && state.kind === "long-running"
        ? "If it is meant to run once and end, say so with `x-smoke: {oneshot: true}`."
        : "Its last log lines say why.";
    case "unhealthy":
    case "starting":
      return "Run its health check's command by hand in the container, and look at its last log lines.";
    case "restarting":
      return "Its last log lines say why it exits.";
    case "absent":
    case "created":
      return "A service it depends on did not get ready.";
    case "running":
      return "If it is meant to run on, nothing may wait for it with `service_completed_successfully`.";
    case "healthy":
    case "completed":
      return "Nothing is to be done.";
  }
}
