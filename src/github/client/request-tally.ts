import { AsyncLocalStorage } from "node:async_hooks";

/** Counts the requests of whatever runs in it. */
export const requestTally = new AsyncLocalStorage<{ requests: number }>();
