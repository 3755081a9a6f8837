import { z } from "zod";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const maxDepth = 10;

const packedSchema = z.tuple([z.array(z.string()), z.array(z.array(z.string())), z.json()]);

/**
 * JSON in fewer bytes: every string, and every list of an object's keys, is written once.
 * Takes plain JSON whose numbers are whole and not negative.
 * `-n` stands for string n; an array begins with 0, an object with the number of its list of keys.
 */
export function packJson(value: unknown): string {
  const strings = new Map<string, number>();
  const shapes = new Map<string, number>();
  const pack = (part: Json): Json => {
    if (typeof part === "string") return -numberOf(part, strings);
    if (typeof part !== "object" || part === null) return part;
    if (isList(part)) return [0, ...part.map(pack)];
    return [numberOf(JSON.stringify(Object.keys(part)), shapes), ...Object.values(part).map(pack)];
  };
  const body = pack(z.json().parse(value));
  return `[${JSON.stringify([...strings.keys()])},[${[...shapes.keys()].join(",")}],${JSON.stringify(body)}]`;
}

/** The value that was packed. `undefined` for any other text, and for what is nested more than 10 deep. */
export function unpackJson(text: string): unknown {
  const parsed = packedSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const [strings, shapes, body] = parsed.data;
  const unpack = (part: Json, depth: number): unknown => {
    if (typeof part === "number" && part < 0) return strings[-part - 1];
    if (typeof part !== "object" || !isList(part) || depth > maxDepth) return part;
    const values = part.slice(1).map((item) => unpack(item, depth + 1));
    if (part[0] === 0) return values;
    const keys = shapes[Number(part[0]) - 1];
    return Object.fromEntries(values.map((item, index) => [String(keys?.[index]), item]));
  };
  return unpack(body, 0);
}

function numberOf(item: string, numbers: Map<string, number>): number {
  const number = numbers.get(item) ?? numbers.size + 1;
  numbers.set(item, number);
  return number;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isList(part: Json): part is readonly Json[] {
  return Array.isArray(part);
}
