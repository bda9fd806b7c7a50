import type { ClientAnswer, ClientInput } from '../../../shared/api/client.ts';
import type { AnyEndpoint } from '../../../shared/api/endpoint.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { User } from '../../rehearsal/city/people.ts';
import type { Invocation } from './invocation.ts';
import type { HeldVersion } from './memory/objects.ts';
import type { Written } from './memory/tables.ts';
import type { BucketName, Changes, ChannelReceipt, Command, ItemChange, Mark, ObjectChange, TableName } from './record.ts';

/** Everything that has happened in a world, in the order in which it happened. */
export interface Grown {
  readonly commands: readonly Command[];
  readonly receipts: readonly ChannelReceipt[];
  written(writes: readonly Written[], by: Invocation | undefined, at: Instant): void;
  stored(bucket: string, version: HeldVersion, by: Invocation | undefined): void;
  answered(user: User, endpoint: AnyEndpoint, input: ClientInput<AnyEndpoint>, at: Instant, answer: ClientAnswer<AnyEndpoint> | undefined): void;
  received(receipt: ChannelReceipt): void;
  mark(): Mark;
  since(mark: Mark): Changes;
}

/** Nothing has happened yet. `tableOf`, `bucketOf`: what a physical name is called in the record. */
export const nothingYet = (tableOf: (name: string) => TableName, bucketOf: (name: string) => BucketName): Grown => {
  const items: ItemChange[] = [];
  const objects: ObjectChange[] = [];
  const commands: Command[] = [];
  const receipts: ChannelReceipt[] = [];
  let transactions = 0;
  const byOf = (by: Invocation | undefined) => ({ function: by?.function ?? '', invocation: by?.number ?? 0 });
  return {
    commands,
    receipts,
    written: (writes, by, at) => {
      transactions += 1;
      for (const { table, key, before, after } of writes) {
        items.push({ table: tableOf(table), pk: key.pk, sk: key.sk, before, after, at, by: byOf(by), transaction: transactions });
      }
    },
    stored: (bucket, version, by) => objects.push({ bucket: bucketOf(bucket), version, by: byOf(by) }),
    answered: (user, endpoint, input, at, answer) => commands.push({ seq: commands.length + 1, user, endpoint, input, at, ...(answer === undefined ? {} : { answer }) }),
    received: (receipt) => receipts.push(receipt),
    mark: () => ({ items: items.length, objects: objects.length, commands: commands.length, receipts: receipts.length }),
    since: (mark) => ({ items: items.slice(mark.items), objects: objects.slice(mark.objects), commands: commands.slice(mark.commands), receipts: receipts.slice(mark.receipts) }),
  };
};
