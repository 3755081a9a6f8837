import { describe, expect, test } from "vitest";
import { readRedisAddress } from "../../../src/queue/redis/redis-address.ts";

const plain = {
  nodes: [{ host: "127.0.0.1", port: 6379 }],
  username: null,
  password: null,
  database: 0,
  isTls: false,
  family: 0,
  sentinelPrimary: null,
};

describe("an address of Redis", () => {
  test.each([
    ["redis://127.0.0.1", plain],
    ["redis://127.0.0.1:6380/2", { ...plain, nodes: [{ host: "127.0.0.1", port: 6380 }], database: 2 }],
    ["redis://:sesame@127.0.0.1", { ...plain, password: "sesame" }],
    ["redis://127.0.0.1/", plain],
    ["rediss://gate:a%23b%2Fc@127.0.0.1/0", { ...plain, isTls: true, username: "gate", password: "a#b/c" }],
    ["redis://[::1]:6379", { ...plain, nodes: [{ host: "::1", port: 6379 }] }],
    ["redis://127.0.0.1?family=6", { ...plain, family: 6 }],
    [
      "redis://a:1,b:2/0?sentinel=mymaster",
      {
        ...plain,
        nodes: [
          { host: "a", port: 1 },
          { host: "b", port: 2 },
        ],
        sentinelPrimary: "mymaster",
      },
    ],
  ])("`%s` is read", (text, address) => {
    expect(readRedisAddress(text)).toEqual({ state: "read", address });
  });

  test.each([
    "redis://:se#same@127.0.0.1:6379",
    "redis://:se/same@127.0.0.1:6379",
    "redis://:se@same@127.0.0.1:6379",
    "redis://:se%same@127.0.0.1:6379",
    "redis://:sesame@127.0.0.1:99999",
    "redis://:sesame@",
    "redis:// :sesame@host",
  ])("`%s` is refused without a word of it", (text) => {
    const reading = readRedisAddress(text);

    expect(reading).toEqual({
      state: "problem",
      problem:
        "`REDIS_URL` is not of the form `redis://user:password@host:6379/0`. Correct it; in the password write `#` as `%23`, `/` as `%2F`, `?` as `%3F`, `@` as `%40` and `:` as `%3A`.",
    });
    expect(JSON.stringify(reading)).not.toContain("same");
  });

  test.each([
    ["127.0.0.1:6379", "`REDIS_URL` does not begin with `redis://` or `rediss://`. Correct it."],
    [
      "redis://127.0.0.1?password=sesame",
      "`REDIS_URL` has settings after the `?` that are neither `sentinel` nor `family`. Remove them.",
    ],
    ["redis://127.0.0.1?family=5", "`family` in `REDIS_URL` is none of 0, 4 and 6. Correct it."],
  ])("`%s` is refused with the reason", (text, problem) => {
    expect(readRedisAddress(text)).toEqual({ state: "problem", problem });
  });
});
