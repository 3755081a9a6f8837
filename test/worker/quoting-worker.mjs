import { parentPort } from "node:worker_threads";

parentPort.on("message", ({ snapshot }) => {
  throw new RangeError(`Cannot read: ${snapshot}`);
});
