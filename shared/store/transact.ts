import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { err, ok, type Result } from '../kernel/result.ts';
import type { StoredItem } from './item.ts';
import type { Write } from './write.ts';

/** The first write whose condition did not hold, with the item that stood in its way, if one did. */
export interface Conflict {
  readonly index: number;
  readonly current?: StoredItem;
}

/** Carries out all writes or none. Up to 100. */
export type Transact = (writes: readonly Write[]) => Promise<Result<void, Conflict>>;

const ATTEMPTS = 6;

/**
 * Transactions through `client`. A failed condition is a {@link Conflict} value; a collision with another transaction in flight
 * is tried again; everything else throws.
 */
export const openTransact =
  (client: DynamoDBDocumentClient): Transact =>
  async (writes) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.send(new TransactWriteCommand({ TransactItems: writes.map((write) => write.item) }));
        return ok(undefined);
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
        if (index >= 0) {
          const current = reasons[index]?.Item;
          return err({ index, ...(current === undefined ? {} : { current: unmarshall(current) as StoredItem }) });
        }
        const collided = reasons.some((reason) => reason.Code === 'TransactionConflict' || reason.Code === 'ThrottlingError');
        if (!collided || attempt === ATTEMPTS) throw error;
      }
    }
  };
