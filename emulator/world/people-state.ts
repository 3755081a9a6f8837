/** A person, a bot, or an organization. */
export interface Account {
  readonly id: number;
  login: string;
  readonly type: "User" | "Bot" | "Organization";
  readonly name: string | null;
  /** Addresses that make a commit this account's. */
  readonly emails: string[];
  readonly createdAt: string;
  suspendedAt: string | null;
  isDeleted: boolean;
  /** What members of an organization may do in its repositories without any further grant. */
  basePermission: "none" | "read" | "write" | "admin";
}

/** Someone in an organization. */
export interface Membership {
  readonly organizationId: number;
  readonly accountId: number;
  readonly role: "member" | "admin";
  readonly state: "active" | "pending";
}

/** A team of an organization. */
export interface Team {
  readonly id: number;
  readonly organizationId: number;
  readonly slug: string;
  readonly name: string;
  readonly parentId: number | null;
  readonly members: Map<number, TeamMember>;
}

/** Someone's place in a team. */
export interface TeamMember {
  readonly role: "member" | "maintainer";
  readonly state: "active" | "pending";
}

/** A GitHub App. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: number;
  /** The account its writes appear under. */
  readonly botId: number;
  /** PEM; `null` for an App that never signs in. */
  readonly publicKey: string | null;
  /** Where its webhooks go, and what signs them; `null` where it has none of its own. */
  readonly hook: { readonly url: string; readonly secret: string } | null;
  readonly createdAt: string;
}

/** Permission name to level, as in an App manifest. */
export type Permissions = Readonly<Record<string, "read" | "write" | "admin">>;

/** An App on an account. */
export interface Installation {
  readonly id: number;
  readonly appId: number;
  readonly accountId: number;
  /** `all`, or the ids of the chosen repositories. */
  repositories: "all" | Set<number>;
  /** `null`: everything is allowed. */
  permissions: Permissions | null;
  /** `null`: every event is sent. */
  events: readonly string[] | null;
  readonly createdAt: string;
  suspendedAt: string | null;
}
