import { setTimeout as delay } from "node:timers/promises";

let answered = 0;

/** Answers, or does as it is told. */
export default async function answer(request) {
  if (request === "hang") for (;;);
  if (request === "exit") process.exit(3);
  if (request === "abort") process.abort();
  if (request === "throw") throw new RangeError("Cannot read: the text of a plan");
  if (request === "refuse") return { state: "failed", why: "TypeError" };
  if (request === "environment") return { state: "done", value: Object.keys(process.env).join() };
  if (request.startsWith("slow")) await delay(20);
  return { state: "done", value: `${request} ${++answered}` };
}

export function ready() {}
