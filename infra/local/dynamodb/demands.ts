/** One permission that a request needs. */
export interface Demand {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** `undefined`: the action is about no table. */
  readonly table: string | undefined;
  readonly index: string | undefined;
  /** The item or key it names, in DynamoDB JSON; for a query, the request. */
  readonly subject: unknown;
}

type Body = Readonly<Record<string, unknown>>;

/** Operations about one table whose permission has the operation's name. */
const ONE_TABLE = new Set([
  'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable',
  'DescribeTimeToLive', 'UpdateTimeToLive', 'DescribeContinuousBackups',
]);
const TRANSACTED: Readonly<Record<string, string>> = {
  Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem', Get: 'GetItem',
};

/** What `operation` needs by its body, in order; `undefined` for an operation that this machine does not offer (PartiQL, streams, backups). */
export const demandsOf = (operation: string, body: Body): readonly Demand[] | undefined => {
  const action = `dynamodb:${operation}`;
  if (ONE_TABLE.has(operation)) return [{ action, table: text(body.TableName), index: text(body.IndexName), subject: subjectOf(operation, body) }];
  switch (operation) {
    case 'ListTables':
      return [{ action, table: undefined, index: undefined, subject: undefined }];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries(record(body.RequestItems)).flatMap(([table, requests]) =>
        batched(requests).map((subject): Demand => ({ action, table, index: undefined, subject })),
      );
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return list(body.TransactItems).flatMap((item) => Object.entries(record(item)).flatMap(transacted));
    default:
      return undefined;
  }
};

const subjectOf = (operation: string, body: Body): unknown => (operation === 'Query' ? body : (body.Key ?? body.Item));

const transacted = ([kind, content]: [string, unknown]): Demand[] => {
  const action = TRANSACTED[kind];
  const { TableName, Key, Item } = record(content);
  return action === undefined ? [] : [{ action: `dynamodb:${action}`, table: text(TableName), index: undefined, subject: Key ?? Item }];
};

const batched = (requests: unknown): unknown[] =>
  Array.isArray(requests)
    ? requests.map((request) => record(record(request).PutRequest).Item ?? record(record(request).DeleteRequest).Key)
    : list(record(requests).Keys);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const record = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});
