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
