import { getTransformStream } from "@probot/pino";
import { type Bindings, type ChildLoggerOptions, type Logger, pino } from "pino";

/** Structured: fields first, then a message that never changes. */
export interface Log {
  readonly debug: (fields: object, message: string) => void;
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** A short name of the failure; `null` where it has none. */
export function codeOf(error: unknown): string | null {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : null;
  return typeof code === "string" ? code : null;
}

/** What to do about the failure, in our own words; `null` where it does not say. */
export function hintOf(error: unknown): string | null {
  const hint: unknown = error instanceof Error ? Reflect.get(error, "hint") : null;
  return typeof hint === "string" ? hint : null;
}

/** Never with bodies or plan text: messages are our own or name a route. */
export function describe(error: unknown): object {
  if (!(error instanceof Error)) return { error: "something that is no error was thrown" };
  const hint = hintOf(error);
  return {
    error: error.message,
    code: codeOf(error),
    ...(error.cause instanceof Error && { cause: error.cause.message }),
    ...(hint !== null && { hint }),
  };
}

/** How the log is written. */
interface LogSettings {
  readonly level: string;
  readonly format: "json" | "pretty";
}

/**
 * The log of the process, on standard output. Every line holds `name` once, the product's: libraries give their own
 * children of it another, and JSON would hold both. Children of children carry only their own fields. Errors of
 * libraries carry what they were at, such as the whole webhook: none of that is written.
 */
export async function openLog({ level, format }: LogSettings): Promise<Logger> {
  const transform = await getTransformStream({ logFormat: format });
  const standardOutput = pino.destination(1);
  transform.on("data", (line: unknown) => standardOutput.write(String(line)));
  const log = pino(
    { level, name: "plan-gate", messageKey: "msg", serializers: { err: describe } },
    transform,
  );
  const child = log.child.bind(log);
  return Object.assign(log, {
    child: (bindings: Bindings, options?: ChildLoggerOptions) => {
      const others = Object.entries(bindings).filter(([field]) => field !== "name");
      return child(Object.fromEntries(others), options);
    },
  });
}
