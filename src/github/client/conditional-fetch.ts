import { LRUCache } from "lru-cache";

/** Answers that may still hold, with the tag by which GitHub knows them. */
export type KnownAnswers = LRUCache<string, KnownAnswer>;

interface KnownAnswer {
  readonly etag: string;
  readonly contentType: string;
  readonly link: string | null;
  readonly body: string;
}

const maxBytes = 4 * 1_048_576;
const maxBodyLength = 100_000;

/** No answers yet; bounded in number and bytes. */
export function createKnownAnswers(): KnownAnswers {
  return new LRUCache({ max: 2_000, maxSize: maxBytes, sizeCalculation: ({ body }) => 500 + body.length });
}

/**
 * `fetch` that asks GitHub only for what changed: an answer of 304 is free of the rate limit, and reads as the one
 * before it. GitHub's tags change with the installation token, so within its hour. `scope` keeps installations apart.
 */
export function createConditionalFetch(
  inner: typeof fetch,
  known: KnownAnswers,
  scope: string,
): typeof fetch {
  return async (input, init = {}) => {
    if ((init.method ?? "GET") !== "GET") return inner(input, init);
    const name = `${scope} ${input instanceof Request ? input.url : input.toString()}`;
    const before = known.get(name);
    const headers = new Headers(init.headers);
    if (before !== undefined) headers.set("if-none-match", before.etag);
    const response = await inner(input, { ...init, headers });
    if (response.status === 304 && before !== undefined) return answerFrom(before, response.headers);
    const etag = response.headers.get("etag");
    if (response.status !== 200 || etag === null) return response;
    const body = await response.text();
    const answer: KnownAnswer = {
      etag,
      contentType: response.headers.get("content-type") ?? "application/json",
      link: response.headers.get("link"),
      body,
    };
    if (body.length <= maxBodyLength) known.set(name, answer);
    return answerFrom(answer, response.headers);
  };
}

function answerFrom({ contentType, link, body }: KnownAnswer, fresh: Headers): Response {
  const headers = new Headers(fresh);
  headers.set("content-type", contentType);
  headers.delete("content-encoding");
  headers.delete("content-length");
  if (link !== null) headers.set("link", link);
  return new Response(body, { status: 200, headers });
}
