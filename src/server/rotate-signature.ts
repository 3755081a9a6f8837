import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** The two secrets that are valid while one replaces the other. */
export interface Secrets {
  readonly webhookSecret: string;
  readonly previousWebhookSecret: string | null;
}

const header = "x-hub-signature-256";

/** Probot knows one secret: what was signed with the previous one is signed again with the current one. */
export function rotateSignature(headers: IncomingHttpHeaders, body: string, secrets: Secrets): void {
  const { webhookSecret, previousWebhookSecret } = secrets;
  const given = headers[header];
  if (previousWebhookSecret === null || typeof given !== "string") return;
  if (isEqual(given, sign(previousWebhookSecret, body))) headers[header] = sign(webhookSecret, body);
}

function sign(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
