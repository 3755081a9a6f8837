/** Starts a worker thread's TypeScript module, in development only: it is not part of the build. */
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData);
