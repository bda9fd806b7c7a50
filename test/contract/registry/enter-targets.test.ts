import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHead, readTrail } from '../../../shared/audit/trail.ts';
import { verifyTrail } from '../../../shared/audit/verify.ts';
import { BUCKETS, bucketOf } from '../../../shared/registry/bucket.ts';
import { changeTarget } from '../../../shared/registry/change-target.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import { listTargets } from '../../../shared/registry/list-registry.ts';
import { readDirectory } from '../../../shared/registry/read-directory.ts';
import { targets } from '../../../shared/registry/target-store.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { aTarget, creditCode } from '../../support/registry-samples.ts';

let record: TestRecord;
beforeAll(async () => void (record = await openRecord()));
afterAll(() => record.close());

const desk = () => ({ stores: record.stores, act: actOf(person('operator', '01')) });
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => aTarget(from + i));
const find = (n: number) => targets.find(record.stores.registry, creditCode(n));

describe('entering targets', () => {
  test('[GY-3] 97 rows are entered in one transaction, and the directory is read back in the order of the draw', async () => {
    const result = await enterTargets(desk(), rows(0, 97));
    expect(result).toMatchObject({ ok: true, value: { created: 97, unchanged: 0 } });
    const directory = await readDirectory(record.stores.registry);
    expect(directory.map(({ id }) => id)).toEqual(rows(0, 97).map(({ id }) => id).sort());
  });

  test('a bulk sent again changes nothing and is no error, even after a row was changed since', async () => {
    const before = await find(5);
    const { codeOverride: _, id: _id, ...body } = aTarget(5, { name: '改名之后的公司' });
    const changed = await changeTarget(desk(), { params: { targetId: creditCode(5) }, body, ifMatch: 1 });
    expect(changed.ok).toBe(true);
    const again = await enterTargets(desk(), rows(0, 97));
    expect(again).toMatchObject({ ok: true, value: { created: 0, unchanged: 97 } });
    expect(await find(5)).toMatchObject({ name: '改名之后的公司', version: (before?.version ?? 0) + 1 });
  });

  test('a bulk that overlaps an earlier one enters what is new', async () => {
    expect(await enterTargets(desk(), rows(90, 110))).toMatchObject({ ok: true, value: { created: 13, unchanged: 7 } });
  });

  test('a row that lies there with other content refuses the whole bulk and names it', async () => {
    const result = await enterTargets(desk(), [aTarget(500), aTarget(3, { name: '另一家公司名称' })]);
    expect(result).toMatchObject({ ok: false, error: { code: 'already-entered', errors: [{ pointer: '/rows/1', detail: creditCode(3) }] } });
    expect(await find(500)).toBeUndefined();
  });

  test('the same id twice in one bulk is refused', async () => {
    const result = await enterTargets(desk(), [aTarget(501), aTarget(502), aTarget(501)]);
    expect(result).toMatchObject({ ok: false, error: { code: 'bulk-duplicate', errors: [{ pointer: '/rows/2' }] } });
  });

  test('[NR-10] a code that fails its check is refused without a reason, and recorded with who and when with one', async () => {
    const wrong = creditCode(600).slice(0, 17) + (creditCode(600).endsWith('0') ? '1' : '0');
    expect(await enterTargets(desk(), [aTarget(601), aTarget(600, { id: wrong })])).toMatchObject({
      ok: false, error: { code: 'credit-code-invalid', errors: [{ pointer: '/rows/1/id', detail: `credit-code-invalid: ${wrong}` }] },
    });
    expect(await find(601)).toBeUndefined();
    const entered = await enterTargets(desk(), [aTarget(600, { id: wrong, codeOverride: { reason: '登记机关确认确为该代码' } })]);
    expect(entered.ok).toBe(true);
    expect(await targets.find(record.stores.registry, wrong)).toMatchObject({
      codeOverride: { reason: '登记机关确认确为该代码', by: 'operator-01', at: '2025-11-10T09:00:00+08:00' },
    });
  });

  test('two who enter the same rows at once: both are answered, each row is entered once', async () => {
    const answers = await Promise.all([enterTargets(desk(), rows(700, 760)), enterTargets(desk(), rows(700, 760))]);
    expect(answers.map((answer) => answer.ok && answer.value.created).sort()).toEqual([0, 60]);
  });
});

describe('changing a target', () => {
  const { id: _id, codeOverride: _, ...body } = aTarget(10, { creditClass: 'C' });
  const change = (ifMatch?: number) => changeTarget(desk(), { params: { targetId: creditCode(10) }, body, ...(ifMatch === undefined ? {} : { ifMatch }) });

  test('without a version, on another version, or of an unknown target it is refused and nothing changes', async () => {
    expect(await change()).toMatchObject({ ok: false, error: { code: 'if-match-required' } });
    expect(await change(7)).toMatchObject({ ok: false, error: { code: 'version-outdated', facts: { yours: 7, current: 1 } } });
    expect(await changeTarget(desk(), { params: { targetId: creditCode(9999) }, body, ifMatch: 1 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await find(10)).toMatchObject({ creditClass: 'A', version: 1 });
  });

  test('of two at once on the same version one wins and the other is told', async () => {
    const answers = await Promise.all([change(1), change(1)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const loser = answers.find((answer) => !answer.ok);
    expect(['changed-meanwhile', 'version-outdated']).toContain(loser?.ok === false && loser.error.code);
    expect(await find(10)).toMatchObject({ creditClass: 'C', version: 2, lastInspected: '00000000' });
  });
});

test('[GY-3] a bucket is listed page by page, each target in the bucket of its id', async () => {
  const bucket = bucketOf(creditCode(0));
  const seen: string[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await listTargets(desk(), { bucket, limit: 1, cursor });
    if (!page.ok) throw new Error(page.error.code);
    seen.push(...page.value.items.map(({ id }) => id));
    cursor = page.value.cursor;
  }
  expect(seen).toContain(creditCode(0));
  expect(new Set(seen.map(bucketOf))).toEqual(new Set([bucket]));
});

test('[GY-1] every stream of the directory verifies against its head, and what was entered is named in it', async () => {
  let entries = 0;
  let named = 0;
  for (const bucket of BUCKETS) {
    const trail = await readTrail(record.stores.lifecycle, `registry/targets/${bucket}`);
    const head = await readHead(record.stores.lifecycle, `registry/targets/${bucket}`);
    expect(verifyTrail(trail.entries, head)).toEqual({ entries: head.seq, faults: [], head: 'compared' });
    entries += head.seq;
    named += trail.entries.filter(({ detail }) => JSON.stringify(detail ?? null).includes(creditCode(700))).length;
  }
  expect(entries).toBe(6);
  expect(named).toBe(1);
});
