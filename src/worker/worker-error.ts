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
