import { parentPort } from "node:worker_threads";

let answered = 0;
parentPort.on("message", (request) => {
  if (request === "hang") for (;;);
  if (request === "exit") process.exit(3);
  if (request === "throw") throw new Error("Nothing caught this.");
  if (request === "refuse") parentPort.postMessage({ state: "failed", why: "TypeError" });
  else parentPort.postMessage({ state: "done", value: `${request} ${++answered}` });
});
