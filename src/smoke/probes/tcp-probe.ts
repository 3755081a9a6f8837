import { connect } from "node:net";
import type { Address } from "./probe.ts";

/** How long a connection must stay open to count. */
const settleMs = 150;

/**
 * Connects once. Null where the connection is accepted and stays, else what is wrong.
 * Docker's proxy accepts for a port on which nothing listens in the container, and closes at once: that is a failure.
 */
export function tryTcp(address: Address, signal: AbortSignal): Promise<string | null> {
  const where = `${address.host}:${address.port}`;
  return new Promise((resolve) => {
    const socket = connect({ host: address.host, port: address.port, signal });
    let timer: NodeJS.Timeout | null = null;
    const finish = (problem: string | null) => {
      if (timer !== null) clearTimeout(timer);
      socket.destroy();
      resolve(problem);
    };
    socket.once("connect", () => {
      timer = setTimeout(finish, settleMs, null);
    });
    socket.once("data", () => {
      finish(null);
    });
    socket.once("end", () => {
      finish(
        `${where} accepts connections and closes them at once: nothing listens on that port in the container`,
      );
    });
    socket.once("error", (error) => {
      finish(describeFailure(error, where));
    });
  });
}

function describeFailure(error: Error, where: string): string {
  const code = "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED") return `nothing listens on ${where}`;
  if (code === "ECONNRESET") {
    return `${where} accepts connections and closes them at once: nothing listens on that port in the container`;
  }
  return `${where} cannot be reached: ${error.message}`;
}
