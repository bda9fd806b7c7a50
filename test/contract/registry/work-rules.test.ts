import { afterAll, beforeAll, expect, test } from 'vitest';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { putDepartment } from '../../../shared/registry/put-department.ts';
import { putWorkRules } from '../../../shared/registry/put-work-rules.ts';
import { readWorkRules, workRulesOf } from '../../../shared/registry/work-rules-store.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { expectSoundTrail } from '../../support/trail.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
  await putDepartment({ stores: record.stores, act: actOf(person('administrator')) }, { params: { code: '01' }, body: { name: '市市场监督管理局', kind: 'enforcing' } });
});
afterAll(async () => {
  await expectSoundTrail(record.stores.lifecycle, 'registry/work-rules');
  await record.close();
});

const complete = Object.fromEntries(guangyuan.workRules.topics.map(({ id, zh }) => [id, `${zh}按本部门规定执行。`]));
const put = (topics: Record<string, string>, ifMatch?: number, department = '01', actor = person('operator', department)) =>
  putWorkRules({ stores: record.stores, act: actOf(actor), profile: guangyuan }, { params: { department }, body: { topics }, ...(ifMatch === undefined ? {} : { ifMatch }) });

test('[GY-4] rules that leave a topic out or empty are refused, naming each, and nothing is entered', async () => {
  const { archiving: _, ...without } = complete;
  expect(await put({ ...without, 'time-limits': '  ' })).toMatchObject({
    ok: false,
    error: { code: 'work-rules-incomplete', errors: [{ pointer: '/topics/archiving', detail: '归档方式' }, { pointer: '/topics/time-limits', detail: '工作完成时限' }] },
  });
  expect(await readWorkRules(record.stores.registry)).toEqual([]);
});

test('[GY-4] a department enters its own rules on all six topics; the same again changes nothing', async () => {
  expect(await put(complete)).toMatchObject({ ok: true, value: { department: '01', version: 1 } });
  expect(await put(complete)).toMatchObject({ ok: true, value: { version: 1 } });
  expect(await put({ ...complete, archiving: '一案一档' })).toMatchObject({ ok: false, error: { code: 'if-match-required' } });
  expect(await put({ ...complete, archiving: '一案一档' }, 1)).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await put(complete, 1)).toMatchObject({ ok: false, error: { code: 'version-outdated', facts: { yours: 1, current: 2 } } });
});

test("another department's rules and those of an unknown department are refused", async () => {
  expect(await put(complete, undefined, '01', person('operator', '02'))).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
  expect(await put(complete, undefined, '55')).toMatchObject({ ok: false, error: { code: 'department-unknown' } });
  expect(await workRulesOf.find(record.stores.registry, '55')).toBeUndefined();
});
