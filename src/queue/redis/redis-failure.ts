/** What Redis, or the way to it, refused: the fact, then what to do. Never quotes what was sent. */
export interface RedisFailure {
  readonly message: string;
  readonly hint: string;
}

const unknownAuthority: RedisExplanation = [
  "The certificate of Redis is of an authority that this process does not know",
  "Set `NODE_EXTRA_CA_CERTS` to the file of the authority's certificate.",
];
const otherProtocol: RedisExplanation = [
  "Redis ended the connection at once",
  "Where it wants TLS, write `rediss://`, and where it has none, `redis://`.",
];
const noSuchHost: RedisExplanation = ["There is no host of the name in `REDIS_URL`", "Correct it."];
const noAnswer: RedisExplanation = [
  "Redis cannot be reached",
  "Check that it runs, and the host and the port in `REDIS_URL`; where it has no TLS, write `redis://`.",
];

const noSentinel: RedisExplanation = [
  "None of the Sentinels in `REDIS_URL` can be reached",
  "Check that they run, and their hosts and ports.",
];
const noPrimary: RedisExplanation = [
  "What the Sentinels name as the primary cannot be reached, or is a replica",
  "Bring the primary back, or let the Sentinels name another.",
];
const noNode: RedisExplanation = [
  "No node of the Redis cluster can be reached",
  "Check that they run, and the hosts and the ports in `REDIS_URL`.",
];
const nodeAway: RedisExplanation = [
  "The node of the Redis cluster that has our keys cannot be reached",
  "Bring it back, or let a replica take its place.",
];

const unreachable = { server: noAnswer, sentinels: noPrimary, cluster: nodeAway } as const;

type RedisExplanation = readonly [fact: string, hint: string];

/** What Redis says of it has no word of its own. */
const noDatabase = "ERR DB index";

/** By the code of Node or OpenSSL, or the first word of what Redis answers. */
const explanations: Readonly<Record<string, RedisExplanation>> = {
  NOAUTH: ["Redis asks for a password", "Put it into `REDIS_URL`: `redis://:password@host:6379`."],
  WRONGPASS: ["Redis does not accept the user or the password in `REDIS_URL`", "Correct them."],
  NOPERM: [
    "Redis does not let the user in `REDIS_URL` do what Plan Gate does",
    "Allow it all commands on the keys `{plan-gate}:*`.",
  ],
  READONLY: ["Redis is a replica that can only be read", "Name the primary in `REDIS_URL`."],
  OOM: ["Redis has no memory left", "Give it more; it must not evict."],
  MISCONF: ["Redis cannot write to its disk and takes nothing", "Give it room, or look into its log."],
  LOADING: ["Redis is still loading its data", "Wait; it is asked again."],
  CROSSSLOT: [
    "Redis wants keys of one command in one slot, and takes ours apart",
    "Use a Redis that honors hash tags such as `{plan-gate}`.",
  ],
  CLUSTERDOWN: ["The Redis cluster is down", "Bring back the nodes that hold its slots."],
  MASTERDOWN: ["The primary of this Redis is down", "Bring it back, or name another in `REDIS_URL`."],
  NOREPLICAS: ["Redis has too few replicas to take anything", "Bring them back."],
  ECONNREFUSED: noAnswer,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
  ENOTFOUND: noSuchHost,
  EAI_AGAIN: noSuchHost,
  ECONNRESET: otherProtocol,
  EPIPE: otherProtocol,
  EPROTO: otherProtocol,
  ERR_SSL_WRONG_VERSION_NUMBER: otherProtocol,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: otherProtocol,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: [
    "The certificate of Redis is for another name than the one in `REDIS_URL`",
    "Use a name that it is for.",
  ],
  [noDatabase]: ["Redis has no database of the number in `REDIS_URL`", "Correct it."],
  CERT_HAS_EXPIRED: ["The certificate of Redis has expired", "Renew it."],
};
const silence: RedisExplanation = ["Redis does not answer in time", "Look at its load, and at the network."];
const noRedis: RedisExplanation = [
  "What answers at the address in `REDIS_URL` is no Redis",
  "Correct the host and the port.",
];
const other: RedisExplanation = ["Redis refuses", "Look into its log."];

/** How the connection fares on which a command failed. */
export interface RedisTrouble {
  /** What it suffered last; `null` where it stands. */
  readonly last: Error | null;
  readonly through: "server" | "sentinels" | "cluster";
}

const noTrouble: RedisTrouble = { last: null, through: "server" };

/** Explains what ioredis or BullMQ threw. */
export function describeRedisFailure(error: unknown, trouble = noTrouble): RedisFailure {
  const thrown = firstReason(error);
  // A command that waited in vain does not say what for.
  const reason = trouble.last !== null && isInVain(thrown) ? trouble.last : thrown;
  const said = reason instanceof Error ? reason.message : "";
  const code = codeOf(reason) ?? wordOf(said);
  const [fact, hint] = explanations[code ?? ""] ?? explainWithoutCode(said, trouble);
  return { message: `${fact}${code === null || code === noDatabase ? "" : ` (${code})`}.`, hint };
}

/** A transaction is refused because of the commands in it. */
function firstReason(error: unknown): unknown {
  const previous: unknown = error instanceof Error ? Reflect.get(error, "previousErrors") : null;
  return Array.isArray(previous) && previous.length > 0 ? previous[0] : error;
}

function isInVain(error: unknown): boolean {
  return error instanceof Error && /timed out|is closed|max retries/.test(error.message);
}

function explainWithoutCode(said: string, { through }: RedisTrouble): RedisExplanation {
  if (said.startsWith("All sentinels are unreachable")) return noSentinel;
  if (said.startsWith("Failed to refresh slots cache")) return noNode;
  if (said.startsWith("Too many Cluster redirections")) return nodeAway;
  if (said.startsWith("Protocol error")) return noRedis;
  if (said.includes("timed out")) return silence;
  if (!/closed|max retries/.test(said)) return other;
  return unreachable[through];
}

function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : null;
  return typeof code === "string" ? code : null;
}

/** Redis answers with a word in capitals, then text; a script's error is wrapped by older versions. */
function wordOf(said: string): string | null {
  if (said === "ERR invalid password" || said.startsWith("ERR AUTH")) return "WRONGPASS";
  if (said.startsWith("ERR DB index")) return noDatabase;
  if (said.startsWith("ERR The user executing the script can't run")) return "NOPERM";
  return /^(?:ERR Error running script.*? -)?([A-Z]{2,20})\b/.exec(said)?.[1] ?? null;
}
