/** A GitHub account. Logins compare case-insensitively, ids never change. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization" | "Mannequin";
}
