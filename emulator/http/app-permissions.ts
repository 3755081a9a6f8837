import type { Permissions } from "../world/people-state.ts";

/** Whether permissions include a need such as `checks:write`; every App may read metadata. */
export function atLeastLevel(granted: Permissions, need: string): boolean {
  const [name = "", level] = need.split(":");
  if (need === "metadata:read") return true;
  const has = granted[name];
  return level === "read" ? has !== undefined : has === "write" || has === "admin";
}
