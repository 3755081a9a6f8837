/** A GitHub account. Logins compare case-insensitively, ids never change. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization" | "Mannequin";
}

/** Whom one of GitHub's own addresses belongs to. */
interface NoreplyAddress {
  /** `null` in an address of before 2017, which has none. */
  readonly id: number | null;
  /** As it is spelled in the address. */
  readonly login: string;
}

/**
 * Reads `12345+login@users.noreply.github.com`, or the same without the number, on any host; `null` for
 * [all other addresses](https://docs.github.com/en/account-and-profile/reference/email-addresses-reference).
 */
export function readNoreplyAddress(email: string): NoreplyAddress | null {
  const at = email.lastIndexOf("@");
  const host = email.slice(at + 1).toLowerCase();
  if (at < 1 || !host.startsWith("users.noreply.")) return null;
  const name = email.slice(0, at);
  const plus = name.indexOf("+");
  const id = name.slice(0, Math.max(plus, 0));
  if (plus === name.length - 1 || !/^\d{1,15}$/.test(id)) return { id: null, login: name };
  return { id: Number(id), login: name.slice(plus + 1) };
}
