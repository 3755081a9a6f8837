import type { z } from "zod";
import type { Listing } from "../../pull-request/snapshot.ts";
import type { PageOf, Session } from "./session.ts";

const itemsPerPage = 100;

interface ListCall<Page, Item> {
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<Page>;
  readonly itemsOf: (page: Page) => readonly Item[];
  /** Past so many items the list is not read: a multiple of 100. */
  readonly limit: number;
}

/** A list to its end, or the word that it is longer than the limit. Pages after the first are read together. */
export async function readList<Page, Item>(
  session: Session,
  call: ListCall<Page, Item>,
): Promise<Listing<Item>> {
  const first = await readPage(session, call, 1);
  const items: Item[] = [...call.itemsOf(first.value)];
  let pages = 1;
  let newest = first;
  while (newest.hasNext) {
    const upTo = pageAfter(pages, newest);
    if (upTo > call.limit / itemsPerPage) return { state: "too-many", limit: call.limit };
    const numbers = Array.from({ length: upTo - pages }, (_, index) => pages + 1 + index);
    const more = await Promise.all(numbers.map((page) => readPage(session, call, page)));
    for (const page of more) items.push(...call.itemsOf(page.value));
    newest = more.at(-1) ?? first;
    pages = upTo;
  }
  return { state: "complete", items };
}

/**
 * The same for a list, oldest first, that people can shorten while it is read. Of several pages the last is read first,
 * and the others one after the other down to the first: what is deleted moves items only to pages that are still to be
 * read, so that none is missed.
 */
export async function readShrinkingList<Page, Item extends { readonly id: number }>(
  session: Session,
  call: Omit<ListCall<Page, Item>, "itemsOf"> & {
    readonly itemsOf: (page: Page) => Promise<readonly Item[]>;
  },
): Promise<Listing<Item>> {
  let last = 1;
  let page = await readPage(session, call, last);
  while (page.hasNext) {
    last = pageAfter(last, page);
    if (last > call.limit / itemsPerPage) return { state: "too-many", limit: call.limit };
    page = await readPage(session, call, last);
  }
  const pages = [await call.itemsOf(page.value)];
  for (let number = last - 1; number >= 1; number -= 1) {
    pages.unshift(await call.itemsOf((await readPage(session, call, number)).value));
  }
  return { state: "complete", items: withoutRepeated(pages.flat()) };
}

/** What moved between two reads is on both pages; the one in front was read later. */
function withoutRepeated<Item extends { readonly id: number }>(items: readonly Item[]): readonly Item[] {
  const seen = new Set<number>();
  return items.filter(({ id }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

function readPage<Page, Item>(
  session: Session,
  { route, parameters, schema }: Omit<ListCall<Page, Item>, "itemsOf">,
  page: number,
): Promise<PageOf<Page>> {
  return session.send({ route, schema, parameters: { ...parameters, per_page: itemsPerPage, page } });
}

/** The last page, as far as one before it tells. */
function pageAfter(page: number, { lastPage }: PageOf<unknown>): number {
  return Math.max(lastPage ?? 0, page + 1);
}
