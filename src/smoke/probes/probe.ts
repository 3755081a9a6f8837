import type { TextExpectation } from "./match.ts";

/** What every probe has. */
export interface ProbeBase {
  /** For people: given, or made from what the probe does. */
  readonly name: string;
  /** The service in whose `x-smoke` it stands, or that it names; null at top level. */
  readonly service: string | null;
  /** Absolute path and line of the probe, from 1. */
  readonly path: string;
  readonly line: number;
  /** Further attempts after a first one that failed. */
  readonly retries: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Only before the restart: what it wrote must still be there after. */
  readonly isOnce: boolean;
}

/** An HTTP request and what its answer must be. */
export interface HttpProbe extends ProbeBase {
  readonly type: "get";
  /** A URL, or a path at the service's own published port. */
  readonly target: string;
  /** Container port a path is asked at; null: the only published one. */
  readonly port: number | null;
  readonly method: string;
  readonly sendHeaders: Readonly<Record<string, string>>;
  readonly sendBody: string | null;
  /** Accepted status codes; empty accepts 200 to 299. */
  readonly status: readonly number[];
  readonly body: readonly TextExpectation[];
  readonly headers: readonly { readonly name: string; readonly value: TextExpectation }[];
}

/** Where to connect to. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A TCP connection that must be accepted and stay open. */
export interface TcpProbe extends ProbeBase {
  readonly type: "tcp";
  /** Null: the service's own published address of `port`. */
  readonly host: string | null;
  readonly port: number;
  /** Of one published port among others of the same container port, whatever else is said. */
  readonly address?: Address;
}

/** A command that must exit as expected: inside the service's container, or on this machine without a service. */
export interface CommandProbe extends ProbeBase {
  readonly type: "run";
  /** The program, then its arguments. No shell. */
  readonly command: readonly string[];
  readonly exitCode: number;
  readonly output: readonly TextExpectation[];
}

/** One check of the running stack. */
export type Probe = HttpProbe | TcpProbe | CommandProbe;
