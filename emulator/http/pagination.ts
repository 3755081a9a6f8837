import type { Answer, Call } from "./call.ts";

const defaultPerPage = 30;
const maxPerPage = 100;

/** One page of a list, with a `Link` header; only what is on the page is shaped. */
export function page<Item>(call: Call, items: readonly Item[], shape: (item: Item) => unknown): Answer {
  const { number, perPage } = pageOf(call);
  const shown = items.slice((number - 1) * perPage, number * perPage).map(shape);
  return { status: 200, body: shown, headers: linkHeader(call, items.length) };
}

/** One page of a list that comes in an object with `total_count`. */
export function countedPage<Item>(
  call: Call,
  name: string,
  items: readonly Item[],
  shape: (item: Item) => unknown,
): Answer {
  const answer = page(call, items, shape);
  return { ...answer, body: { total_count: items.length, [name]: answer.body } };
}

/** Which page is asked for. */
export function pageOf({ query }: Call): { readonly number: number; readonly perPage: number } {
  const number = Math.max(1, wholeNumber(query.get("page")) ?? 1);
  const perPage = Math.min(maxPerPage, Math.max(1, wholeNumber(query.get("per_page")) ?? defaultPerPage));
  return { number, perPage };
}

/** `Link` with first, prev, next and last, where there is more than one page. */
export function linkHeader(call: Call, total: number): Record<string, string> {
  const { number, perPage } = pageOf(call);
  const last = Math.max(1, Math.ceil(total / perPage));
  const to = (rel: string, target: number): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(target));
    return `<${call.state.origin}/api/v3${call.path}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to("prev", number - 1)] : []),
    ...(number < last ? [to("next", number + 1), to("last", last)] : []),
    ...(number > 1 ? [to("first", 1)] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(", ") };
}

function wholeNumber(text: string | null): number | null {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
