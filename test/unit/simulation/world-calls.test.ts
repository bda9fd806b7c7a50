import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../infra/simulation/world/fault.ts';
import { create, project } from '../../../shared/store/write.ts';
import { openMemoryRecord, type MemoryRecord } from '../../support/memory-record.ts';

const THING = { pk: 'THING', sk: '1' };
const lies = ({ tables }: MemoryRecord): boolean => tables.table('registry').get(THING.pk, THING.sk) !== undefined;

/** What a write that meets `fault` answers, and whether it lies there: at once, and once the function has ended. */
const written = async (fault: Fault) => {
  const record = openMemoryRecord();
  record.meet(fault);
  const ended = record.stores.transact([create(record.stores.registry, THING)]).then(
    ({ ok }) => (ok ? 'written' : 'conflict'),
    (error: Error) => error.name,
  );
  const answer = await Promise.race([ended, record.invocation.death.then(() => 'dead')]);
  const atOnce = lies(record);
  for (const perform of record.invocation.late) await Promise.resolve(perform()).catch(() => undefined);
  return { answer, atOnce, later: lies(record) };
};

describe('a write that meets a fault', () => {
  test.each([
    ['throttle', 'written'], ['timeout', 'written'], ['error-before', 'written'], ['error-after', 'written'], ['answer-lost', 'written'], ['late', 'written'], ['duplicate', 'written'], ['conflict', 'written'],
  ] as const)('%s is tried again, and done once', async (kind, answer) => {
    expect(await written({ kind })).toEqual({ answer, atOnce: true, later: true });
  });

  test.each([
    ['throttle', 'ProvisionedThroughputExceededException', false, false],
    ['timeout', 'TimeoutError', false, false],
    ['error-before', 'InternalServerError', false, false],
    ['conflict', 'TransactionCanceledException', false, false],
    ['error-after', 'InternalServerError', true, true],
    ['answer-lost', 'TimeoutError', true, true],
    ['late', 'TimeoutError', false, true],
  ] as const)('%s, lasting, fails as the service fails, with the effect it says', async (kind, answer, atOnce, later) => {
    expect(await written({ kind, persistent: true })).toEqual({ answer, atOnce, later });
  });

  test('may be cut off with its function, before or after its effect', async () => {
    expect(await written({ kind: 'crash-before' })).toEqual({ answer: 'dead', atOnce: false, later: false });
    expect(await written({ kind: 'crash-after' })).toEqual({ answer: 'dead', atOnce: true, later: true });
  });
});

test('a function that is dead gets no answer any more', async () => {
  const record = openMemoryRecord();
  record.invocation.die();
  const nothing = Symbol('nothing');
  const asked = record.stores.transact([project(record.stores.registry, THING)]);
  expect(await Promise.race([asked, new Promise((resolve) => setImmediate(() => resolve(nothing)))])).toBe(nothing);
  expect(lies(record)).toBe(false);
});

test('keys that come back unread are asked for again', async () => {
  const record = openMemoryRecord();
  for (const sk of ['1', '2', '3']) await record.stores.transact([project(record.stores.registry, { pk: 'THING', sk, n: Number(sk) })]);
  const read = () => Promise.all(['1', '2', '3', '4'].map((sk) => record.stores.registry.get({ pk: 'THING', sk })));
  record.meet({ kind: 'partial' });
  expect((await read()).map((item) => item?.['n'])).toEqual([1, 2, 3, undefined]);
});

test('a fault that cannot happen to a call is refused', async () => {
  const record = openMemoryRecord();
  record.meet({ kind: 'partial' });
  await expect(record.stores.registry.page({ pk: 'THING' })).rejects.toThrow('partial cannot happen to dynamodb:Query');
});

test('two writes of the same bytes at once are no error, and other bytes are', async () => {
  const { snapshots } = openMemoryRecord().stores;
  await snapshots.putOnce('a', 'one', 'text/plain');
  await snapshots.putOnce('a', 'one', 'text/plain');
  await expect(snapshots.putOnce('a', 'two', 'text/plain')).rejects.toThrow('other bytes');
});
