import type { Account } from "../../pull-request/account.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";
import { accountShape } from "./account-shape.ts";

/** An account by its id, which never changes hands; `null` where it is gone. */
export async function answerAccount({ session }: ReadContext, id: number): Promise<Account | null> {
  const answer = await absentAsNull(
    session.send({ route: "GET /user/{account_id}", parameters: { account_id: id }, schema: accountShape }),
  );
  return answer?.value ?? null;
}
