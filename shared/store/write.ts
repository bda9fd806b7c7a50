import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { StoredItem } from './item.ts';
import type { Table } from './table.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One conditional write of a transaction. Made by the verbs below, carried out by `transact`. */
export interface Write {
  readonly table: Table;
  readonly item: TransactItem;
}

/** What must still hold of the stored item for a write to happen. */
export interface Expectation {
  /** The version the decision was taken on. */
  readonly version: number;
  /** Legal prior stages of the transition, if the thing has stages. */
  readonly stages?: readonly string[];
}

/** Writes `item` where nothing lies yet. */
export const create = (table: Table, item: StoredItem): Write => ({
  table,
  item: {
    Put: {
      TableName: table.name,
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
});

/** Puts `item` in place of the one with the expected version and one of the legal prior stages. */
export const replace = (table: Table, item: StoredItem, expected: Expectation): Write => ({
  table,
  item: {
    Put: {
      TableName: table.name,
      Item: item,
      ...condition(expected),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
});

/** Requires that the item still has the expected version, without changing it. */
export const check = (table: Table, key: { pk: string; sk: string }, expected: Expectation): Write => ({
  table,
  item: { ConditionCheck: { TableName: table.name, Key: { pk: key.pk, sk: key.sk }, ...condition(expected), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
});

/** Removes an item that may or may not be there: for what is only a reminder of the truth, such as an await. */
export const remove = (table: Table, key: { pk: string; sk: string }): Write => ({
  table,
  item: { Delete: { TableName: table.name, Key: { pk: key.pk, sk: key.sk } } },
});

/** Puts `item` whatever lies there: for projections that are computed again from the record. */
export const project = (table: Table, item: StoredItem): Write => ({ table, item: { Put: { TableName: table.name, Item: item } } });

const condition = (expected: Expectation) => {
  const stages = expected.stages ?? [];
  const names = stages.map((_, i) => `:stage${i}`);
  return {
    ConditionExpression: stages.length === 0 ? '#version = :version' : `#version = :version AND #stage IN (${names.join(', ')})`,
    ExpressionAttributeNames: { '#version': 'version', ...(stages.length === 0 ? {} : { '#stage': 'stage' }) },
    ExpressionAttributeValues: { ':version': expected.version, ...Object.fromEntries(stages.map((stage, i) => [`:stage${i}`, stage])) },
  };
};
