import { base64urlnopad } from "@scure/base";
import { strFromU8, strToU8, unzlibSync, zlibSync } from "fflate";
import { z } from "zod";

/** A value kept in the last line of a text, where Markdown does not show it. */
export type LedgerBlock =
  | { readonly state: "none" }
  | { readonly state: "damaged" }
  | { readonly state: "read"; readonly value: unknown };

/** Longest block, in characters, all of them ASCII. */
export const maxBytes = 16 * 1024;
/** A block that unpacks to more is none of ours: none is written. */
const maxUnpackedBytes = 1024 * 1024;
const start = "<!-- plan-gate-record ";
const end = " -->";

/** The block for a value, compressed; `null` for one that could not be read back. Takes plain JSON. */
export function writeBlock(value: unknown): string | null {
  const bytes = strToU8(JSON.stringify(value));
  if (bytes.length > maxUnpackedBytes) return null;
  const block = blockOf(bytes);
  return block.length <= maxBytes ? block : null;
}

/**
 * What a value takes of the room for a block, `maxBytes` at most where it can be written. What packs well counts by
 * what it unpacks to: likewise at most all of it.
 */
export function roomTaken(value: unknown): number {
  const bytes = strToU8(JSON.stringify(value));
  const unpacked = Math.ceil((bytes.length / maxUnpackedBytes) * maxBytes);
  return unpacked > maxBytes ? unpacked : Math.max(unpacked, blockOf(bytes).length);
}

function blockOf(bytes: Uint8Array): string {
  return `${start}${base64urlnopad.encode(zlibSync(bytes))}${end}`;
}

/** The value in the very last line of a text. Blocks before it are somebody's words. */
export function readBlock(text: string): LedgerBlock {
  const trimmed = text.trimEnd();
  const line = trimmed.slice(Math.max(trimmed.lastIndexOf("\n"), trimmed.lastIndexOf("\r")) + 1);
  if (!line.startsWith(start)) return { state: "none" };
  if (!line.endsWith(end) || line.length > maxBytes) return { state: "damaged" };
  const value = valueIn(line.slice(start.length, -end.length));
  return value === undefined ? { state: "damaged" } : { state: "read", value };
}

/** `undefined` for what is no block of any version: the first one did not compress. */
function valueIn(encoded: string): unknown {
  try {
    const bytes = base64urlnopad.decode(encoded);
    return bytes[0] === zlibMark ? JSON.parse(unpack(bytes)) : unpackShared(JSON.parse(strFromU8(bytes)));
  } catch {
    return undefined;
  }
}

/** First byte of everything that was compressed. */
const zlibMark = 0x78;

/** Never takes more memory than a record may: what is longer is cut, and so no JSON. */
function unpack(bytes: Uint8Array): string {
  return strFromU8(unzlibSync(bytes, { out: new Uint8Array(maxUnpackedBytes) }));
}

type Json = z.infer<ReturnType<typeof z.json>>;

const maxDepth = 10;
const sharedSchema = z.tuple([z.array(z.string()), z.array(z.array(z.string())), z.json()]);

/**
 * The first version wrote every string, and every list of an object's keys, once: `-n` stands for string n, an array
 * begins with 0, an object with the number of its list of keys. What is nested more than 10 deep is left as it is.
 */
function unpackShared(packed: unknown): unknown {
  const parsed = sharedSchema.safeParse(packed);
  if (!parsed.success) return undefined;
  const [strings, shapes, body] = parsed.data;
  const value = (part: Json, depth: number): unknown => {
    if (typeof part === "number" && part < 0) return strings[-part - 1];
    if (!Array.isArray(part) || depth > maxDepth) return part;
    const values = part.slice(1).map((item) => value(item, depth + 1));
    if (part[0] === 0) return values;
    const keys = shapes[Number(part[0]) - 1];
    return Object.fromEntries(values.map((item, index) => [String(keys?.[index]), item]));
  };
  return value(body, 0);
}
