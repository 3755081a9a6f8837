import { Cluster, Redis, type RedisOptions } from "ioredis";
import { QueueError } from "../queue.ts";
import { readRedisAddress, type RedisAddress } from "./redis-address.ts";
import { describeRedisFailure, type RedisTrouble } from "./redis-failure.ts";

/** A connection to one Redis, to the primary that Sentinels name, or to a cluster. */
export type RedisClient = Redis | Cluster;

/** Opens connections of one kind, as often as they are needed. */
export type OpenRedis = (options: ConnectionOptions) => RedisClient;

/** What differs among connections. */
export interface ConnectionOptions {
  /** Past it a command fails; left out, it waits for as long as it takes. */
  readonly commandTimeout?: number;
  /** `null`: a command is repeated until there is a connection, as BullMQ's workers need it. */
  readonly maxRetriesPerRequest: number | null;
}

const firstTimeoutMs = 5_000;

/**
 * Asks the first host that answers what it is, and answers how to connect. Throws a `QueueError`, which never
 * quotes the address, where none answers or where it cannot be what the queue needs.
 */
export async function findRedis(redisUrl: string): Promise<OpenRedis> {
  const reading = readRedisAddress(redisUrl);
  if (reading.state === "problem") throw refusal(reading.problem, "");
  const { address } = reading;
  let failure: unknown = null;
  for (const [index] of address.nodes.entries()) {
    try {
      return await lookAt(address, index);
    } catch (error) {
      if (error instanceof QueueError) throw error;
      failure = error;
    }
  }
  const { message, hint } = describeRedisFailure(failure);
  throw refusal(message, hint);
}

/** Connects once, without trying again. */
async function lookAt(address: RedisAddress, index: number): Promise<OpenRedis> {
  const redis = new Redis({
    ...optionsFor(address),
    ...address.nodes[index],
    lazyConnect: true,
    connectTimeout: firstTimeoutMs,
    commandTimeout: firstTimeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  const errors: Error[] = [];
  redis.on("error", (error: Error) => errors.push(error));
  try {
    await redis.connect();
    const [, mode] = /^redis_mode:(\w+)/m.exec(await redis.info("server")) ?? [];
    if (mode === "cluster") return openCluster(address);
    if (mode === "sentinel") return openThroughSentinels(address, await primaryOf(redis, address));
    if (address.database !== 0) await redis.select(address.database);
    const db = address.database;
    return (options) =>
      listen(new Redis({ ...optionsFor(address), db, ...address.nodes[index], ...options }));
  } catch (error) {
    // What ended the connection says more than that it is closed.
    throw errors[0] ?? error;
  } finally {
    redis.disconnect();
  }
}

/** Every key of ours is in one slot, as BullMQ wants it. */
function openCluster(address: RedisAddress): OpenRedis {
  if (address.database !== 0) {
    throw refusal("A Redis cluster has database 0 only.", "Leave the number out of `REDIS_URL`.");
  }
  return (options) => listen(withCommandTimeout(clusterOf(address, options), options));
}

function clusterOf(address: RedisAddress, options: ConnectionOptions): Cluster {
  return new Cluster([...address.nodes], {
    redisOptions: { ...optionsFor(address), ...options },
    // Certificates are for names, and nodes tell theirs.
    ...(address.isTls && {
      dnsLookup: (name, done) => {
        done(null, name);
      },
    }),
  });
}

/** ioredis bounds what a node was asked, not what waits until there is a node to ask. */
function withCommandTimeout(cluster: Cluster, { commandTimeout }: ConnectionOptions): Cluster {
  if (commandTimeout === undefined) return cluster;
  const send = cluster.sendCommand.bind(cluster);
  cluster.sendCommand = (command, ...rest) => {
    command.setTimeout(commandTimeout);
    return send(command, ...rest);
  };
  return cluster;
}

function openThroughSentinels(address: RedisAddress, name: string): OpenRedis {
  const { username, password, isTls, nodes } = address;
  return (options) =>
    listen(
      new Redis({
        ...optionsFor(address),
        ...options,
        db: address.database,
        sentinels: [...nodes],
        name,
        enableTLSForSentinelMode: isTls,
        ...(username !== null && { sentinelUsername: username }),
        ...(password !== null && { sentinelPassword: password }),
      }),
    );
}

async function primaryOf(sentinel: Redis, { sentinelPrimary }: RedisAddress): Promise<string> {
  const primaries: unknown = await sentinel.call("SENTINEL", "MASTERS");
  const names = (Array.isArray(primaries) ? primaries : []).map(nameIn).filter((name) => name !== null);
  const [only] = names;
  if (sentinelPrimary === null && names.length === 1 && only !== undefined) return only;
  if (sentinelPrimary !== null && names.includes(sentinelPrimary)) return sentinelPrimary;
  throw refusal(
    `\`REDIS_URL\` names Sentinels, which know these primaries: ${names.map((name) => `\`${name}\``).join(", ") || "none"}.`,
    "Name one at the end of `REDIS_URL`, as in `?sentinel=mymaster`.",
  );
}

/** `["name", "mymaster", "ip", …]`. */
function nameIn(fields: unknown): string | null {
  if (!Array.isArray(fields)) return null;
  const name: unknown = fields[fields.indexOf("name") + 1];
  return typeof name === "string" ? name : null;
}

function optionsFor({ username, password, isTls, family }: RedisAddress): RedisOptions {
  return {
    family,
    ...(username !== null && { username }),
    ...(password !== null && { password }),
    ...(isTls && { tls: {} }),
    // After a failover the name leads to the new primary.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  };
}

const lastFailures = new WeakMap<RedisClient, Error>();

/** How a connection fares. */
export function troubleOf(client: RedisClient): RedisTrouble {
  const last = lastFailures.get(client) ?? null;
  if (client instanceof Cluster) return { last, through: "cluster" };
  return { last, through: client.options.sentinels == null ? "server" : "sentinels" };
}

/** Failures show in what is asked of Redis, and in readiness. */
function listen<Client extends RedisClient>(client: Client): Client {
  client.on("error", (error: Error) => lastFailures.set(client, error));
  client.on("ready", () => lastFailures.delete(client));
  return client;
}

function refusal(message: string, hint: string): QueueError {
  return new QueueError("unavailable", message, { hint });
}
