import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commit } from '../../../shared/audit/commit.ts';
import { findReceipt } from '../../../shared/audit/idempotency.ts';
import { allHeads, headKey, pageOfHeads, readHead, readTrail } from '../../../shared/audit/trail.ts';
import { create, remove, replace, type Write } from '../../../shared/store/write.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';

let record: TestRecord;
beforeAll(async () => void (record = await openRecord()));
afterAll(() => record.close());

const operator = person('operator', '01');
const thing = (sk: string, version = 1, more: object = {}) => ({ pk: 'THING', sk, version, ...more });
const deed = (stream: string, subject = 'thing', after: unknown = { done: true }) => ({ stream, action: 'thing.do', subject, after });
const create1 = (sk: string): Write[] => [create(record.stores.registry, thing(sk))];
const lies = async (sk: string) => (await record.stores.registry.get({ pk: 'THING', sk })) !== undefined;

describe('a commit', () => {
  test('[GY-1] writes the thing and who did what when, before and after, under which profile, in one go', async () => {
    const done = await commit(record.stores, actOf(operator), { ...deed('s/one', 'thing/a'), before: { done: false }, detail: { reason: '测试' } }, create1('a'));
    expect(done).toMatchObject({ ok: true, value: { seq: 1, prev: '0'.repeat(64) } });
    expect(await lies('a')).toBe(true);
    expect(await wholeTrail(record.stores.lifecycle, 's/one')).toEqual([done.ok && done.value]);
    expect(done.ok && done.value).toMatchObject({
      at: '2025-11-10T09:00:00+08:00', actor: { sub: 'operator-01', department: '01' }, action: 'thing.do', subject: 'thing/a',
      before: { done: false }, after: { done: true }, detail: { reason: '测试' }, profile: { id: 'guangyuan', version: 1 },
    });
    await expectSoundTrail(record.stores.lifecycle, 's/one');
  });

  test('whose condition does not hold writes nothing at all, and shows what stands in its way', async () => {
    const writes = [...create1('b'), ...create1('a')];
    const done = await commit(record.stores, actOf(operator), deed('s/two'), writes);
    expect(done).toMatchObject({ ok: false, error: { code: 'changed-meanwhile', current: { sk: 'a', version: 1 } } });
    expect(await lies('b')).toBe(false);
    expect(await readHead(record.stores.lifecycle, 's/two')).toMatchObject({ seq: 0 });
  });

  test('is refused for a version or a stage that is not the expected one', async () => {
    await commit(record.stores, actOf(operator), deed('s/three'), [create(record.stores.registry, thing('c', 1, { stage: 'draft' }))]);
    const change = (version: number, stages: string[]) =>
      commit(record.stores, actOf(operator), deed('s/three'), [replace(record.stores.registry, thing('c', version + 1, { stage: 'submitted' }), { version, stages })]);
    expect(await change(2, ['draft'])).toMatchObject({ ok: false, error: { code: 'changed-meanwhile' } });
    expect(await change(1, ['submitted', 'approved'])).toMatchObject({ ok: false, error: { code: 'changed-meanwhile', current: { stage: 'draft' } } });
    expect((await change(1, ['returned', 'draft'])).ok).toBe(true);
    expect(await record.stores.registry.get({ pk: 'THING', sk: 'c' })).toMatchObject({ version: 2, stage: 'submitted' });
  });

  test('holds 97 writes beside its entry, its head and its receipt', async () => {
    const act = actOf(operator, { idempotency: { key: 'full', request: 'r' } });
    const writes = Array.from({ length: 97 }, (_, n) => create(record.stores.registry, thing(`full-${n}`)));
    expect((await commit(record.stores, act, deed('s/full'), writes)).ok).toBe(true);
    expect(await lies('full-96')).toBe(true);
  });
});

describe('several at once', () => {
  test('[GY-1] in one stream are linked one behind the other, without gap or fork', async () => {
    const all = await Promise.all(['p', 'q', 'r', 's'].map((sk) => commit(record.stores, actOf(operator), deed('s/many', `thing/${sk}`), create1(sk))));
    expect(all.map((done) => done.ok && done.value.seq).sort()).toEqual([1, 2, 3, 4]);
    await expectSoundTrail(record.stores.lifecycle, 's/many');
  });

  test('on one thing: one wins, the others are told, and the trail holds the winner only', async () => {
    const all = await Promise.all([1, 2, 3].map((n) => commit(record.stores, actOf(operator), deed('s/race', `thing/${n}`), create1('race'))));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    for (const done of all) if (!done.ok) expect(done.error.code).toBe('changed-meanwhile');
    expect(await wholeTrail(record.stores.lifecycle, 's/race')).toHaveLength(1);
  });
});

describe('an Idempotency-Key', () => {
  const act = (request: string, who = operator) => actOf(who, { idempotency: { key: 'k', request } });

  test('leaves what was answered, and stops a second command of the same person', async () => {
    expect((await commit(record.stores, act('first'), deed('s/keys', 'thing/k', { version: 1 }), create1('k'))).ok).toBe(true);
    expect(await commit(record.stores, act('first'), deed('s/keys'), create1('k2'))).toMatchObject({ ok: false, error: { code: 'already-done' } });
    expect(await lies('k2')).toBe(false);
    expect(await findReceipt(record.stores.lifecycle, operator.sub, 'k')).toEqual({ request: 'first', after: { version: 1 } });
  });

  test("is the person's own: another's of the same text is another key", async () => {
    expect((await commit(record.stores, act('second', person('operator', '02')), deed('s/keys'), create1('k3'))).ok).toBe(true);
    expect(await findReceipt(record.stores.lifecycle, 'nobody', 'k')).toBeUndefined();
  });
});

test('[GY-1] a long trail is read page by page, in the order of its numbers', async () => {
  for (let n = 0; n < 12; n++) await commit(record.stores, actOf(operator), deed('s/long', `thing/${n}`), []);
  const first = await readTrail(record.stores.lifecycle, 's/long', { limit: 5 });
  expect(first.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  const second = await readTrail(record.stores.lifecycle, 's/long', { limit: 20, cursor: first.cursor ?? '' });
  expect(second.entries.map(({ seq }) => seq)).toEqual([6, 7, 8, 9, 10, 11, 12]);
  expect(second.cursor).toBeUndefined();
});

describe('the head of a stream', () => {
  test('lies among all heads, so that they can be read without knowing the streams', async () => {
    await commit(record.stores, actOf(operator), deed('s/listed'), create1('listed'));
    const heads = await allHeads(record.stores.lifecycle);
    expect(heads.find(({ stream }) => stream === 's/listed')).toEqual({ stream: 's/listed', ...(await readHead(record.stores.lifecycle, 's/listed')) });
    const first = await pageOfHeads(record.stores.lifecycle, { limit: 1 });
    expect(first.heads).toEqual(heads.slice(0, 1));
    expect((await pageOfHeads(record.stores.lifecycle, { cursor: first.cursor ?? '' })).heads).toEqual(heads.slice(1));
  });

  test('[GY-1] is still read where it lay before heads lay together, and the next entry follows it', async () => {
    const { lifecycle, transact } = record.stores;
    await commit(record.stores, actOf(operator), deed('s/old'), create1('old-1'));
    const before = await readHead(lifecycle, 's/old');
    await transact([remove(lifecycle, headKey('s/old')), create(lifecycle, { pk: 'AUDIT#s/old', sk: 'HEAD', ...before })]);
    expect(await readHead(lifecycle, 's/old')).toEqual(before);
    expect(await commit(record.stores, actOf(operator), deed('s/old'), create1('old-2'))).toMatchObject({ ok: true, value: { seq: 2, prev: before.hash } });
    expect(await commit(record.stores, actOf(operator), deed('s/old'), create1('old-3'), await readHead(lifecycle, 's/old'))).toMatchObject({ ok: true, value: { seq: 3 } });
    await expectSoundTrail(lifecycle, 's/old');
  });

  test('[GY-1] that a caller read from its former place is no reason to lose the command', async () => {
    const { lifecycle, transact } = record.stores;
    await commit(record.stores, actOf(operator), deed('s/older'), create1('older-1'));
    const before = await readHead(lifecycle, 's/older');
    await transact([remove(lifecycle, headKey('s/older')), create(lifecycle, { pk: 'AUDIT#s/older', sk: 'HEAD', ...before })]);
    expect(await commit(record.stores, actOf(operator), deed('s/older'), create1('older-2'), before)).toMatchObject({ ok: true, value: { seq: 2 } });
    await expectSoundTrail(lifecycle, 's/older');
  });
});
