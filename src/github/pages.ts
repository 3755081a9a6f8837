import type { z } from "zod";
import type { Listing } from "../pull-request/snapshot.ts";
import type { Session } from "./session.ts";

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
  const maxPages = call.limit / itemsPerPage;
  const readPage = async (page: number) =>
    session.send({
      route: call.route,
      schema: call.schema,
      parameters: { ...call.parameters, per_page: itemsPerPage, page },
    });

  const first = await readPage(1);
  const items: Item[] = [...call.itemsOf(first.value)];
  let pages = 1;
  let newest = first;
  while (newest.hasNext) {
    const upTo = Math.max(newest.lastPage ?? 0, pages + 1);
    if (upTo > maxPages) return { state: "too-many", limit: call.limit };
    const numbers = Array.from({ length: upTo - pages }, (_, index) => pages + 1 + index);
    const more = await Promise.all(numbers.map(readPage));
    for (const page of more) items.push(...call.itemsOf(page.value));
    newest = more.at(-1) ?? first;
    pages = upTo;
  }
  return { state: "complete", items };
}
