import type { ClientInput, ClientAnswer } from '../../../shared/api/client.ts';
import type { AnyEndpoint } from '../../../shared/api/endpoint.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { StoredItem } from '../../../shared/store/item.ts';
import type { User } from '../../rehearsal/city/people.ts';

/** The tables, as `Stores` calls them. */
export type TableName = 'registry' | 'lifecycle' | 'publication';

/** The buckets, as `Stores` calls them. */
export type BucketName = 'uploads' | 'evidence' | 'snapshots' | 'published';

/** One table as it stands. Items are frozen and shared: the same object as long as nobody wrote it. */
export interface TableView {
  get(pk: string, sk: string): StoredItem | undefined;
  /** The items of a partition by ascending sort key, or only those whose sort key begins with `prefix`. */
  partition(pk: string, prefix?: string): readonly StoredItem[];
  /** All partition keys that hold an item, in no order. */
  partitions(): Iterable<string>;
  /** All items, partition by partition. */
  items(): Iterable<StoredItem>;
}

/** One version of an object; `deleted` for a delete marker, whose body is empty. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  readonly at: Instant;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly deleted: boolean;
}

/** One bucket as it stands. */
export interface BucketView {
  /** The newest version; undefined if there is none, or it is a delete marker. */
  get(key: string): ObjectVersion | undefined;
  /** All versions of a key, oldest first. */
  versions(key: string): readonly ObjectVersion[];
  /** All keys that ever held an object, ascending; only those that begin with `prefix`. */
  keys(prefix?: string): readonly string[];
}

/** One execution of a workflow. */
export interface ExecutionView {
  /** `plan-2026`, `batch-2026-003`. */
  readonly name: string;
  readonly workflow: 'plan-year' | 'batch';
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startedAt: Instant;
  readonly stoppedAt?: Instant;
  readonly error?: string;
  readonly cause?: string;
  /** The states it works on or waits in, none once it has ended. `token` if the state waits for one; `dueAt`: when something happens by itself. */
  readonly active: readonly { readonly state: string; readonly type: string; readonly token?: string; readonly dueAt?: Instant }[];
}

/** One event of an execution's history. */
export interface ExecutionEvent {
  readonly id: number;
  readonly at: Instant;
  readonly type: string;
  readonly detail: unknown;
}

/** A call of the API that was answered. A lost one stands there without `answer`: nobody knows its effect. */
export interface Command {
  readonly seq: number;
  readonly user: User;
  readonly endpoint: AnyEndpoint;
  readonly input: ClientInput<AnyEndpoint>;
  readonly at: Instant;
  readonly answer?: ClientAnswer<AnyEndpoint>;
}

/** One item written or removed. Writes of one transaction carry the same `transaction`. */
export interface ItemChange {
  readonly table: TableName;
  readonly pk: string;
  readonly sk: string;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  readonly at: Instant;
  /** The function that wrote, and which of its invocations (counted from 1 over the whole year). */
  readonly by: { readonly function: string; readonly invocation: number };
  readonly transaction: number;
}

/** One object version written. */
export interface ObjectChange {
  readonly bucket: BucketName;
  readonly version: ObjectVersion;
  readonly by: { readonly function: string; readonly invocation: number };
}

/** What a channel of publication took: one line for each time, so a result pushed twice stands there twice. */
export interface ChannelReceipt {
  readonly at: Instant;
  readonly channel: string;
  readonly batchId: string;
  readonly key: string;
  readonly receiptNo: string;
  readonly content: unknown;
}

/** A place in the record's growth: everything before it has been seen. */
export interface Mark {
  readonly items: number;
  readonly objects: number;
  readonly commands: number;
  readonly receipts: number;
}

/** What has happened since a {@link Mark}, each list in the order in which it happened. */
export interface Changes {
  readonly items: readonly ItemChange[];
  readonly objects: readonly ObjectChange[];
  readonly commands: readonly Command[];
  readonly receipts: readonly ChannelReceipt[];
}

/** The whole record of a world, read past the functions: for those who judge it. Cheap: nothing is copied. */
export interface WorldRecord {
  readonly tables: Readonly<Record<TableName, TableView>>;
  readonly buckets: Readonly<Record<BucketName, BucketView>>;
  executions(): readonly ExecutionView[];
  history(name: string): readonly ExecutionEvent[];
  /** Every call of the API so far, refused and lost ones among them. */
  readonly commands: readonly Command[];
  readonly receipts: readonly ChannelReceipt[];
  mark(): Mark;
  changesSince(mark: Mark): Changes;
}

/** The mark before anything has happened. */
export const NOTHING_SEEN: Mark = { items: 0, objects: 0, commands: 0, receipts: 0 };
