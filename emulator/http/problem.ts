/** An answer that refuses, in GitHub's form. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** Entries of `errors`, for 422. */
  readonly errors: readonly unknown[] | null;

  constructor(status: number, message: string, errors: readonly unknown[] | null = null) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** 404, which GitHub also answers for what one may not see. */
export function notFound(): Problem {
  return new Problem(404, "Not Found");
}

/** 422 with one reason. */
export function unprocessable(reason: string): Problem {
  return new Problem(422, "Validation Failed", [{ code: "custom", message: reason }]);
}
