import type { Backend } from './backend.ts';
import type { TableProperties } from './options.ts';

type Description = Pick<TableProperties, 'KeySchema'> & {
  readonly TableStatus: string;
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
};

/** Makes the table unless it exists; gives an existing one the indexes it lacks. Throws if its keys differ. */
export const ensureTable = async (backend: Backend, wanted: TableProperties): Promise<void> => {
  const { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = wanted;
  const present = (await describe(backend, TableName)) ?? (await create());
  if (JSON.stringify(keysOf(present)) !== JSON.stringify(keysOf(wanted)))
    throw new Error(`table ${TableName} exists with other keys: ${JSON.stringify(present.KeySchema)}`);
  const known = new Set(present.GlobalSecondaryIndexes?.map((index) => index.IndexName));
  for (const index of GlobalSecondaryIndexes ?? []) {
    if (known.has(index.IndexName)) continue;
    const Create = { IndexName: index.IndexName, KeySchema: index.KeySchema, Projection: index.Projection };
    await call(backend, 'UpdateTable', { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] });
  }

  async function create(): Promise<Description> {
    // The service refuses an empty list of indexes.
    const plain = (indexes: typeof GlobalSecondaryIndexes = []) =>
      indexes.length === 0 ? undefined : indexes.map((index) => ({ IndexName: index.IndexName, KeySchema: index.KeySchema, Projection: index.Projection }));
    await call(backend, 'CreateTable', {
      TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: plain(GlobalSecondaryIndexes), LocalSecondaryIndexes: plain(LocalSecondaryIndexes),
    });
    for (;;) {
      const made = await describe(backend, TableName);
      if (made?.TableStatus === 'ACTIVE') return made;
    }
  }
};

const keysOf = ({ KeySchema }: Pick<TableProperties, 'KeySchema'>): string[][] => KeySchema.map((key) => [key.KeyType, key.AttributeName]);

const describe = async (backend: Backend, TableName: string): Promise<Description | undefined> => {
  const answer = await call(backend, 'DescribeTable', { TableName }, 'ResourceNotFoundException');
  return (answer as { Table?: Description } | undefined)?.Table;
};

/** Calls with the machine's own right; `undefined` if it failed with `expected`, throws on any other failure. */
const call = async (backend: Backend, operation: string, input: unknown, expected?: string): Promise<unknown> => {
  const { status, body } = await backend.send(operation, JSON.stringify(input));
  const text = Buffer.from(body).toString('utf8');
  if (status === 200) return JSON.parse(text);
  if (expected !== undefined && text.includes(expected)) return undefined;
  throw new Error(`${operation} ${JSON.stringify(input)}: ${text}`);
};
