/** The hooks that the guard can be. */
export const guardHooks = ["pre-tool-use", "pre-commit", "pre-push"] as const;

export type GuardHook = (typeof guardHooks)[number];

/**
 * The hook that a plain call of the guard is, as agents and Git make it, so that no other command is loaded for it; `null` for
 * every other call, those of the guard with options included.
 */
export function readGuardCall([
  command,
  name = "pre-tool-use",
  ...rest
]: readonly string[]): GuardHook | null {
  if (command !== "guard" || rest.some((word) => word.startsWith("-"))) return null;
  return guardHooks.find((hook) => hook === name) ?? null;
}
