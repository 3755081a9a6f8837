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
