/** Where Redis is, and as whom it is spoken to. */
export interface RedisAddress {
  /** At least one: the server, some of a cluster's nodes, or Sentinels. */
  readonly nodes: readonly RedisNode[];
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  readonly isTls: boolean;
  /** Family of the addresses that a name stands for; 0: whichever there is. */
  readonly family: 0 | 4 | 6;
  /** The name under which Sentinels know the primary; `null` where the only one they know is meant. */
  readonly sentinelPrimary: string | null;
}

/** One host. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** The problem is a sentence, and never quotes the address: it may hold a password. */
export type RedisAddressReading =
  | { readonly state: "read"; readonly address: RedisAddress }
  | { readonly state: "problem"; readonly problem: string };

const form =
  /^(?<scheme>rediss?):\/\/(?:(?<user>[^\s:@/?#]*)(?::(?<password>[^\s@/?#]*))?@)?(?<hosts>[^\s@/?#]+)(?:\/(?<database>\d{0,5}))?(?:\?(?<query>[^\s#]*))?$/;
const nodeForm = /^(?<host>\[[\da-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?$/i;
const families: Readonly<Record<string, RedisAddress["family"]>> = { "0": 0, "4": 4, "6": 6 };
const malformed =
  "`REDIS_URL` is not of the form `redis://user:password@host:6379/0`. Correct it; in the password write `#` as `%23`, `/` as `%2F`, `?` as `%3F`, `@` as `%40` and `:` as `%3A`.";

/**
 * Reads `redis://` or, with TLS, `rediss://`. Several hosts are separated by commas. `?sentinel=NAME` names the
 * primary where the hosts are Sentinels, and `?family=6` asks for an IPv6 address.
 */
export function readRedisAddress(text: string): RedisAddressReading {
  if (!/^rediss?:\/\//.test(text)) {
    return problem("`REDIS_URL` does not begin with `redis://` or `rediss://`. Correct it.");
  }
  const parts = form.exec(text)?.groups;
  const nodes = parts?.["hosts"]?.split(",").map(readNode) ?? [];
  const user = decode(parts?.["user"]);
  const password = decode(parts?.["password"]);
  if (parts === undefined || nodes.includes(null) || user === undefined || password === undefined) {
    return problem(malformed);
  }
  const query = readQuery(parts["query"] ?? "");
  if (typeof query === "string") return problem(query);
  return {
    state: "read",
    address: {
      nodes: nodes.filter((node) => node !== null),
      username: user,
      password,
      database: Number(parts["database"] ?? 0),
      isTls: parts["scheme"] === "rediss",
      ...query,
    },
  };
}

function readNode(text: string): RedisNode | null {
  const { host, port = "6379" } = nodeForm.exec(text)?.groups ?? {};
  if (host === undefined || Number(port) > 65_535) return null;
  return { host: host.replaceAll(/[[\]]/g, ""), port: Number(port) };
}

/** `null` where nothing was given, `undefined` where the percent signs are wrong. */
function decode(text: string | undefined): string | null | undefined {
  if (text === undefined || text === "") return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A text is what is wrong with it. */
function readQuery(text: string): Pick<RedisAddress, "family" | "sentinelPrimary"> | string {
  const query = new URLSearchParams(text);
  const unknown = [...query.keys()].some((name) => name !== "sentinel" && name !== "family");
  if (unknown)
    return "`REDIS_URL` has settings after the `?` that are neither `sentinel` nor `family`. Remove them.";
  const family = families[query.get("family") ?? "0"];
  if (family === undefined) return "`family` in `REDIS_URL` is none of 0, 4 and 6. Correct it.";
  return { family, sentinelPrimary: query.get("sentinel") };
}

function problem(text: string): RedisAddressReading {
  return { state: "problem", problem: text };
}
