import { atLeast } from "../world/permissions.ts";
import type { Role } from "../world/state.ts";

/** What a role allows, as the booleans of `permissions`. */
export function permissionFlags(role: Role) {
  return {
    admin: atLeast(role, "admin"),
    maintain: atLeast(role, "maintain"),
    push: atLeast(role, "write"),
    triage: atLeast(role, "triage"),
    pull: atLeast(role, "read"),
  };
}
