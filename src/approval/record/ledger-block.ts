import { packJson, unpackJson } from "./compact-json.ts";

/** A value kept in the last line of a text, where Markdown does not show it. */
export type Block =
  | { readonly state: "none" }
  | { readonly state: "damaged" }
  | { readonly state: "read"; readonly value: unknown };

const maxBytes = 16 * 1024;
const start = "<!-- plan-gate-record ";
const end = " -->";

/** The block for a value; `null` when it would be larger than 16 KB. */
export function writeBlock(value: unknown): string | null {
  const block = `${start}${toBase64Url(packJson(value))}${end}`;
  return block.length <= maxBytes ? block : null;
}

/** The value in the very last line of a text. Blocks before it are somebody's words. */
export function readBlock(text: string): Block {
  const trimmed = text.trimEnd();
  const line = trimmed.slice(Math.max(trimmed.lastIndexOf("\n"), trimmed.lastIndexOf("\r")) + 1);
  if (!line.startsWith(start)) return { state: "none" };
  if (!line.endsWith(end) || line.length > maxBytes) return { state: "damaged" };
  const value = unpackJson(fromBase64Url(line.slice(start.length, -end.length)));
  return value === undefined ? { state: "damaged" } : { state: "read", value };
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Empty, which is no JSON, for what is not base64url. */
function fromBase64Url(encoded: string): string {
  if (/[^A-Za-z0-9_-]/.test(encoded) || encoded.length % 4 === 1) return "";
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return new TextDecoder().decode(bytes);
}
