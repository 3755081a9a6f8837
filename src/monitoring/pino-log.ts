import { getTransformStream } from "@probot/pino";
import { type Bindings, type ChildLoggerOptions, type Logger, pino } from "pino";
import { describe } from "./log.ts";

/** How the log is written. */
export interface LogSettings {
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
