import type { RuleId } from "../../plan/finding.ts";

/** What is built, for what a section is likely to hold. */
export const kinds = ["service", "cli", "library", "data", "infra"] as const;

export type FeatureKind = (typeof kinds)[number];

/** For one kind of thing: where to look for what a row wants. A row without a hint is the same for all kinds. */
export const hintsOf: Readonly<Record<FeatureKind, Readonly<Partial<Record<RuleId, string>>>>> = {
  service: {
    "data-models": "Here: the tables, the payloads, and what is kept where.",
    interfaces: "Here: each endpoint with method, path, request, response and status codes.",
    "error-handling": "Here: what a caller gets on each error, what is retried, what is rolled back.",
    "failure-modes": "Here: the database away, a dependency slow, a message twice, a deployment halfway.",
    "cli-first": "Here: the commands that start, migrate, seed and inspect the service.",
  },
  cli: {
    "data-models": "Here: the files and settings that are read and written, with their fields.",
    interfaces: "Here: each command with its arguments, options, output and exit codes.",
    "error-handling": "Here: what is said on standard error, and with which exit code it ends.",
    "failure-modes": "Here: a file missing or half written, a pipe closed, no network, two runs at once.",
    "cli-first": "Here: the usage lines, with output for programs beside that for people.",
  },
  library: {
    "data-models": "Here: the exported types with their fields, and what is never true of them.",
    interfaces: "Here: the signature of each exported function, and what stays compatible.",
    "error-handling": "Here: what is thrown and what is returned, and what the caller can do about it.",
    "failure-modes": "Here: hostile input, an old runtime, a caller that holds it wrong.",
    "cli-first": "Here: the command that calls the library, or why a library needs none.",
  },
  data: {
    "data-models": "Here: the schema of each source and target, with keys, types and volumes.",
    interfaces: "Here: what is read from whom, what is offered to whom, and in which format.",
    "error-handling": "Here: what happens to a row that does not fit, and how a run is repeated.",
    "failure-modes": "Here: a source late, a schema changed, a run twice, a run stopped halfway.",
    "cli-first": "Here: the commands that run, backfill and verify.",
  },
  infra: {
    "data-models": "Here: volumes, state, secrets by name, and what is backed up.",
    interfaces: "Here: ports, host names, environment variables, and who may reach them.",
    "error-handling": "Here: what restarts by itself, what alerts, and how a change is rolled back.",
    "failure-modes": "Here: a node lost, a disk full, a certificate expired, an image gone.",
    "cli-first": "Here: the commands that bring it up, change it, and take it down.",
  },
};
