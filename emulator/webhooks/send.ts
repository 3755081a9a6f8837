import { createHmac } from "node:crypto";
import { type Agent, request } from "node:http";
import type { Delivery } from "./delivery.ts";

/** Where webhooks of an App go. */
interface Target {
  readonly url: string;
  readonly secret: string;
  readonly agent: Agent;
}

const timeoutMs = 10_000;

/** Posts a delivery, signed; answers the status code, or 0 where nobody answered within ten seconds. */
export async function send(delivery: Delivery, { url, secret, agent }: Target): Promise<number> {
  const sign = (algorithm: string): string =>
    createHmac(algorithm, secret).update(delivery.body).digest("hex");
  return new Promise((resolve) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(delivery.body),
      "user-agent": "GitHub-Hookshot/emulator",
      accept: "*/*",
      "x-github-event": delivery.event,
      "x-github-delivery": delivery.guid,
      "x-github-hook-id": "1",
      "x-github-hook-installation-target-type": "integration",
      "x-github-hook-installation-target-id": String(delivery.appId),
      "x-hub-signature": `sha1=${sign("sha1")}`,
      "x-hub-signature-256": `sha256=${sign("sha256")}`,
    };
    const outgoing = request(url, { method: "POST", headers, agent, timeout: timeoutMs }, (response) => {
      response.resume();
      response.on("end", () => {
        resolve(response.statusCode ?? 0);
      });
      response.on("error", () => {
        resolve(0);
      });
    });
    outgoing.on("timeout", () => outgoing.destroy());
    outgoing.on("error", () => {
      resolve(0);
    });
    outgoing.end(delivery.body);
  });
}
