import { ResourceNotFoundException, TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb';
import type { BatchGetCommandInput, GetCommandInput, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Key, StoredItem } from '../../../../shared/store/item.ts';
import { conditionOf } from './condition.ts';
import { MOST_ITEM_BYTES, stored, type Stored } from './item.ts';
import { MemoryTable } from './table.ts';
import { updated } from './update.ts';
import { validationException } from './validation-exception.ts';

/** One item written, as the tables tell whoever listens. */
export interface Written {
  readonly table: string;
  readonly key: Key;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const MOST_WRITES = 100;
const MOST_TRANSACTION_BYTES = 4 * 1024 * 1024;
const MOST_KEYS = 100;

/**
 * DynamoDB in memory, as far as the record uses it: consistent reads, queries of one partition, transactions of conditional writes.
 * Refuses what the service refuses, by the same errors. `onWritten` hears of each transaction that was carried out.
 */
export class MemoryTables {
  private readonly tables: ReadonlyMap<string, MemoryTable>;
  private readonly onWritten: (written: readonly Written[]) => void;
  /** Transactions that were carried out, by their request token: the same request again does nothing. */
  private readonly done = new Set<string>();

  constructor(names: readonly string[], onWritten: (written: readonly Written[]) => void = () => undefined) {
    this.tables = new Map(names.map((name) => [name, new MemoryTable()]));
    this.onWritten = onWritten;
  }

  /** Throws `ResourceNotFoundException`. */
  table(name: string | undefined): MemoryTable {
    const table = this.tables.get(name ?? '');
    if (table === undefined) throw new ResourceNotFoundException({ message: 'Requested resource not found', $metadata: {} });
    return table;
  }

  get({ TableName, Key }: GetCommandInput): { readonly Item?: StoredItem } {
    const item = this.table(TableName).at(keyOf(Key))?.item;
    return item === undefined ? {} : { Item: item };
  }

  batchGet({ RequestItems = {} }: BatchGetCommandInput): { readonly Responses: Readonly<Record<string, readonly StoredItem[]>>; readonly UnprocessedKeys: object } {
    const asked = Object.entries(RequestItems).map(([name, { Keys = [] }]) => ({ name, keys: Keys.map(keyOf) }));
    const names = asked.flatMap(({ name, keys }) => keys.map(({ pk, sk }) => `${name}\0${pk}\0${sk}`));
    if (names.length === 0 || names.length > MOST_KEYS) throw validationException('Too many items requested for the BatchGetItem call');
    if (new Set(names).size < names.length) throw validationException('Provided list of item keys contains duplicates');
    return {
      Responses: Object.fromEntries(asked.map(({ name, keys }) => [name, keys.flatMap((key) => this.table(name).at(key)?.item ?? [])])),
      UnprocessedKeys: {},
    };
  }

  query(input: QueryCommandInput): { readonly Items: readonly StoredItem[]; readonly LastEvaluatedKey?: Key } {
    const values = input.ExpressionAttributeValues ?? {};
    const [byKey, byPrefix] = QUERIES;
    if (input.KeyConditionExpression !== byKey && input.KeyConditionExpression !== byPrefix) {
      throw new Error(`the memory tables do not know the key condition '${input.KeyConditionExpression}'`);
    }
    const pk = String(values[':pk']);
    const { items, last } = this.table(input.TableName).page({
      pk,
      prefix: input.KeyConditionExpression === byPrefix ? String(values[':prefix']) : '',
      reverse: input.ScanIndexForward === false,
      limit: input.Limit ?? Infinity,
      after: input.ExclusiveStartKey?.['sk'] as string | undefined,
    });
    return { Items: items.map((item) => projected(item, input)), ...(last === undefined ? {} : { LastEvaluatedKey: { pk, sk: last } }) };
  }

  /** All writes or none. Throws `TransactionCanceledException` with a reason for each write. `token`: of the request, the same when it is repeated. */
  transactWrite({ TransactItems = [] }: TransactWriteCommandInput, token: string): void {
    const writes = TransactItems.map((item) => this.prepare(item));
    if (writes.length === 0 || writes.length > MOST_WRITES) throw validationException(`Member must have length between 1 and ${MOST_WRITES}, inclusive`);
    if (new Set(writes.map(({ name, key }) => `${name}\0${key.pk}\0${key.sk}`)).size < writes.length) {
      throw validationException('Transaction request cannot include multiple operations on one item');
    }
    if (writes.reduce((sum, { after }) => sum + (after?.bytes ?? 0), 0) > MOST_TRANSACTION_BYTES) throw validationException('Transaction size exceeded the 4 MB limit');
    if (this.done.has(token)) return;
    const reasons = writes.map((write) => this.reasonAgainst(write));
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
    this.done.add(token);
    const written: Written[] = [];
    for (const { name, table, key, after, changes } of writes) {
      if (!changes) continue;
      const before = table.at(key)?.item;
      if (after === undefined) table.remove(key);
      else table.put(after);
      if (before !== undefined || after !== undefined) written.push({ table: name, key, before, after: after?.item });
    }
    this.onWritten(written);
  }

  private prepare({ Put, Delete, ConditionCheck, Update }: TransactItem): Prepared {
    const write = Put ?? Delete ?? ConditionCheck ?? Update;
    if (write === undefined) throw validationException('a transaction item without an operation');
    const name = String(write.TableName);
    const after = Put !== undefined ? stored(Put.Item ?? {}) : Update !== undefined ? this.updated(Update) : undefined;
    if (after !== undefined && after.bytes > MOST_ITEM_BYTES) throw validationException('Item size has exceeded the maximum allowed size');
    const key = keyOf(after?.item ?? Delete?.Key ?? ConditionCheck?.Key ?? Update?.Key);
    return { name, table: this.table(name), key, after, changes: ConditionCheck === undefined, write };
  }

  private updated({ TableName, Key, UpdateExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: NonNullable<TransactItem['Update']>): Stored {
    const key = keyOf(Key);
    return stored(updated(this.table(TableName).at(key)?.item, key, UpdateExpression, { names: ExpressionAttributeNames, values: ExpressionAttributeValues }));
  }

  private reasonAgainst({ table, key, write }: Prepared): CancellationReason {
    if (write.ConditionExpression === undefined) return { Code: 'None' };
    const current = table.at(key)?.item;
    const placeholders = { names: write.ExpressionAttributeNames ?? {}, values: write.ExpressionAttributeValues ?? {} };
    if (conditionOf(write.ConditionExpression)(current, placeholders)) return { Code: 'None' };
    const shown = write.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && current !== undefined;
    return { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...(shown ? { Item: marshall(current) } : {}) };
  }
}

interface Prepared {
  readonly name: string;
  readonly table: MemoryTable;
  readonly key: Key;
  readonly after: Stored | undefined;
  readonly changes: boolean;
  readonly write: Pick<NonNullable<TransactItem['Put']>, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues' | 'ReturnValuesOnConditionCheckFailure'>;
}

const QUERIES = ['pk = :pk', 'pk = :pk AND begins_with(sk, :prefix)'] as const;

/** The error of a transaction that met these reasons. */
export const cancelled = (reasons: CancellationReason[]): TransactionCanceledException =>
  new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    CancellationReasons: reasons,
    $metadata: {},
  });

const keyOf = (given: Readonly<Record<string, unknown>> | undefined): Key => {
  const { pk, sk } = given ?? {};
  for (const part of [pk, sk]) if (typeof part !== 'string' || part === '') throw validationException('One or more parameter values were invalid: a key is missing or empty');
  return { pk: String(pk), sk: String(sk) };
};

const projected = (item: StoredItem, { ProjectionExpression, ExpressionAttributeNames = {} }: QueryCommandInput): StoredItem => {
  if (ProjectionExpression === undefined) return item;
  const names = ProjectionExpression.split(', ').map((path) => (path.startsWith('#') ? (ExpressionAttributeNames[path] ?? '') : path));
  return Object.freeze(Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])))) as StoredItem;
};
