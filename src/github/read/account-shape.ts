import { z } from "zod";
import type { Account } from "../../pull-request/account.ts";

/** A user in GitHub's answers. A type GitHub invents later counts as a bot: it is nobody who may approve. */
export const accountShape = z.object({
  id: z.number(),
  login: z.string(),
  type: z.enum(["User", "Bot", "Organization", "Mannequin"]).catch("Bot"),
});

/** Where GitHub answers `null` for a deleted account, and `{}` for the author of some commits. */
export const optionalAccountShape = z
  .union([accountShape, z.strictObject({}).transform(() => null)])
  .nullish()
  .transform((account): Account | null => account ?? null);
