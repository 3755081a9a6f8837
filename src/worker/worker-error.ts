/** The judging process could not say what to do: our failure, to be tried again, never a verdict. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
  readonly retryable = true;
  readonly code: "deadline" | "crashed" | "closed";
  readonly hint: string;

  constructor(code: WorkerError["code"], message: string) {
    super(message);
    this.code = code;
    this.hint = "It is tried again. Report it with the name of the pull request where it lasts.";
  }
}

/** What is passed on of an error in the thread: never its message, which may quote a plan or a comment. */
export function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return "something that is no error";
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? `${word(error.name)}, ${word(code)}` : word(error.name);
}

/** A name as programs have it; other texts are not passed on. */
function word(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(name) ? name : "Error";
}
