import { sealEntry, GENESIS, type AuditEntry } from '../../../shared/audit/entry.ts';
import { entryKey, headKey } from '../../../shared/audit/trail.ts';
import { instant, type Instant } from '../../../shared/kernel/instant.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import type { StoredItem } from '../../../shared/store/item.ts';
import type { Invariant } from '../../../infra/simulation/invariants/invariant.ts';
import type {
  BucketName, BucketView, ChannelReceipt, Command, ExecutionView, ItemChange, ObjectChange, ObjectVersion, TableName, TableView, WorldRecord,
} from '../../../infra/simulation/world/record.ts';

type Item = { readonly pk: string; readonly sk: string } & Readonly<Record<string, unknown>>;
const person = (sub: string, roles: readonly string[], department?: string) => ({ kind: 'person', sub, name: sub, roles, ...(department === undefined ? {} : { department }) }) as AuditEntry['actor'];
const byStep = { kind: 'step', execution: 'batch-2026-001', step: 'test' } as const;

/** A deed as the trail has it; a step's unless a person is named. */
export interface Deed {
  readonly stream: string;
  readonly action: string;
  readonly subject?: string;
  readonly who?: readonly [sub: string, roles: readonly string[], department?: string];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly detail?: unknown;
}

/** A record made by hand, write by write, past every rule of the system. */
export class HandMade {
  now: Instant = instant('2026-04-01T10:00:00+08:00');
  private rules: Profile = guangyuan;
  readonly items: ItemChange[] = [];
  readonly objects: ObjectChange[] = [];
  readonly commands: Command[] = [];
  readonly receipts: ChannelReceipt[] = [];
  readonly running: ExecutionView[] = [];
  private readonly tables = new Map<string, StoredItem>();
  private readonly bodies = new Map<string, ObjectVersion[]>();
  private transaction = 0;

  at(time: string): this {
    this.now = instant(`${time}+08:00`);
    return this;
  }

  /** Lets the city decide otherwise. */
  under(rules: Profile): this {
    this.rules = rules;
    return this;
  }

  /** Writes items in one transaction. */
  put(table: TableName, ...items: readonly Item[]): this {
    this.transaction += 1;
    for (const item of items) this.write(table, item);
    return this;
  }

  /** Writes items with their audit entry and its head. */
  done(deed: Deed, ...items: readonly (Item & { readonly table?: TableName })[]): this {
    this.transaction += 1;
    for (const { table = 'lifecycle', ...item } of items) this.write(table, item as Item);
    const head = this.tables.get(nameOf('lifecycle', headKey(deed.stream)));
    const entry = sealEntry({
      stream: deed.stream, seq: ((head?.['seq'] as number | undefined) ?? 0) + 1, prev: (head?.['hash'] as string | undefined) ?? GENESIS, at: this.now,
      actor: deed.who === undefined ? byStep : person(...deed.who), action: deed.action, subject: deed.subject ?? deed.stream, profile: { id: 'guangyuan', version: 1 },
      ...(deed.before === undefined ? {} : { before: json(deed.before) }), ...(deed.after === undefined ? {} : { after: json(deed.after) }), ...(deed.detail === undefined ? {} : { detail: json(deed.detail) }),
    } as Omit<AuditEntry, 'hash'>);
    this.write('lifecycle', { ...entryKey(deed.stream, entry.seq), ...entry });
    this.write('lifecycle', { ...headKey(deed.stream), seq: entry.seq, hash: entry.hash });
    return this;
  }

  remove(table: TableName, pk: string, sk: string): this {
    const before = this.tables.get(nameOf(table, { pk, sk }));
    this.tables.delete(nameOf(table, { pk, sk }));
    this.items.push({ table, pk, sk, before, after: undefined, at: this.now, by: { function: 'test', invocation: 1 }, transaction: (this.transaction += 1) });
    return this;
  }

  store(bucket: BucketName, key: string, text: string): this {
    const versions = this.bodies.get(`${bucket} ${key}`) ?? [];
    const version = { key, versionId: String(versions.length + 1), at: this.now, body: Buffer.from(text), contentType: 'text/plain', deleted: false };
    this.bodies.set(`${bucket} ${key}`, [...versions, version]);
    this.objects.push({ bucket, version, by: { function: 'test', invocation: 1 } });
    return this;
  }

  private write(table: TableName, item: Item): void {
    const before = this.tables.get(nameOf(table, item));
    this.tables.set(nameOf(table, item), item as StoredItem);
    this.items.push({ table, pk: item.pk, sk: item.sk, before, after: item as StoredItem, at: this.now, by: { function: 'test', invocation: 1 }, transaction: this.transaction });
  }

  private tableView(table: TableName): TableView {
    const all = (): StoredItem[] => [...this.tables].filter(([name]) => name.startsWith(`${table} `)).map(([, item]) => item);
    return {
      get: (pk, sk) => this.tables.get(nameOf(table, { pk, sk })),
      partition: (pk, prefix = '') => all().filter((item) => item.pk === pk && item.sk.startsWith(prefix)).sort((a, b) => (a.sk < b.sk ? -1 : 1)),
      partitions: () => new Set(all().map(({ pk }) => pk)),
      items: all,
    };
  }

  private bucketView(bucket: BucketName): BucketView {
    const versions = (key: string): readonly ObjectVersion[] => this.bodies.get(`${bucket} ${key}`) ?? [];
    return { get: (key) => versions(key).at(-1), versions, keys: () => [] };
  }

  record(): WorldRecord {
    const changes = { items: this.items, objects: this.objects, commands: this.commands, receipts: this.receipts };
    const mark = { items: 0, objects: 0, commands: 0, receipts: 0 };
    return {
      tables: { registry: this.tableView('registry'), lifecycle: this.tableView('lifecycle'), publication: this.tableView('publication') },
      buckets: { uploads: this.bucketView('uploads'), evidence: this.bucketView('evidence'), snapshots: this.bucketView('snapshots'), published: this.bucketView('published') },
      executions: () => this.running, history: () => [], commands: this.commands, receipts: this.receipts, mark: () => mark, changesSince: () => changes,
    };
  }

  /** What the invariant says of all of it. */
  async judged({ watch }: Invariant): Promise<string> {
    const record = this.record();
    return (await watch()({ record, now: this.now, profile: this.rules }, { ...record.changesSince(record.mark()), whole: false })).join('\n');
  }
}

const nameOf = (table: string, { pk, sk }: { readonly pk: string; readonly sk: string }): string => `${table} ${pk}\u0000${sk}`;
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
