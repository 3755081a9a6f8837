import { LRUCache } from "lru-cache";
import type { BaseChanges, Comparison, FileOnBranch, ReadBlob } from "../../pull-request/content.ts";
import type { Enforcement } from "../../pull-request/snapshot.ts";
import type { WholeTree } from "../read/read-tree.ts";

/** What need not be asked twice. All but `enforcement` can never change: they are named by what they hold. */
export interface ObjectCaches {
  readonly stores: Stores;
  /** Comparisons that GitHub failed at, by their ends: it may fail at them every time. */
  readonly failedComparisons: LRUCache<string, true>;
  /** Called for every lookup, for metrics. */
  readonly onLookup: (kind: CacheKind, isHit: boolean) => void;
}

interface Values {
  readonly blob: ReadBlob;
  readonly tree: WholeTree;
  /** By commit and path. */
  readonly file: FileOnBranch;
  readonly comparison: Comparison;
  readonly baseChanges: BaseChanges;
  readonly enforcement: Enforcement;
}

export type CacheKind = keyof Values;

type Stores = { readonly [Kind in CacheKind]: LRUCache<string, Values[Kind]> };

const megabyte = 1_048_576;
/** Of an object and its fields, besides its texts. */
const objectBytes = 160;
/** Which account an e-mail address belongs to can change, so comparisons, with their commits, are not kept for ever. */
const accountsTtlMs = 15 * 60_000;
const failedTtlMs = 60 * 60_000;
const enforcementTtlMs = 5 * 60_000;

/** Empty caches, each bounded in entries and in estimated bytes; about 32 MiB together. */
export function createObjectCaches(onLookup: ObjectCaches["onLookup"]): ObjectCaches {
  const stores: Stores = {
    blob: new LRUCache({
      max: 5_000,
      maxSize: 8 * megabyte,
      sizeCalculation: (blob) => objectBytes + (blob.state === "text" ? blob.text.length * 2 : 0),
    }),
    tree: new LRUCache({
      max: 1_000,
      maxSize: 10 * megabyte,
      sizeCalculation: (tree) =>
        objectBytes + tree.entries.reduce((sum, { path }) => sum + objectBytes + path.length, 0),
    }),
    file: new LRUCache({
      max: 1_000,
      maxSize: 4 * megabyte,
      sizeCalculation: ({ blob }) => objectBytes + (blob.state === "text" ? blob.text.length * 2 : 0),
    }),
    comparison: new LRUCache({
      max: 1_000,
      maxSize: 6 * megabyte,
      sizeCalculation: ({ files, commits }) => objectBytes * (1 + files.length * 2 + commits.length * 8),
      ttl: accountsTtlMs,
    }),
    baseChanges: new LRUCache({
      max: 1_000,
      maxSize: 4 * megabyte,
      sizeCalculation: ({ files }) => objectBytes * (1 + files.length * 2),
    }),
    enforcement: new LRUCache({ max: 5_000, ttl: enforcementTtlMs }),
  };
  const failedComparisons = new LRUCache<string, true>({ max: 1_000, ttl: failedTtlMs });
  return { stores, failedComparisons, onLookup };
}

/** What the cache has under the key, else what `read` gives, which is then kept; failures are not. */
export async function remember<Kind extends CacheKind>(
  { stores, onLookup }: ObjectCaches,
  { kind, key }: { readonly kind: Kind; readonly key: string },
  read: () => Promise<Values[Kind]>,
): Promise<Values[Kind]> {
  const store: LRUCache<string, Values[Kind]> = stores[kind];
  const kept = store.get(key);
  onLookup(kind, kept !== undefined);
  if (kept !== undefined) return kept;
  const value = await read();
  store.set(key, value);
  return value;
}
