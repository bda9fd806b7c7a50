import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { changeInspector } from '../../../shared/registry/change-inspector.ts';
import { enterInspectors } from '../../../shared/registry/enter-inspectors.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import { inspectors, readInspectors } from '../../../shared/registry/inspector-store.ts';
import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { listInspectors, lookUpInspector } from '../../../shared/registry/list-registry.ts';
import { markVisited } from '../../../shared/registry/mark-visited.ts';
import { putDepartment } from '../../../shared/registry/put-department.ts';
import { targets } from '../../../shared/registry/target-store.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anOfficer, aTarget, creditCode } from '../../support/registry-samples.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';

let record: TestRecord;
const by = (actor = person('operator', '01')) => ({ stores: record.stores, act: actOf(actor) });
const enter = (rows: readonly InspectorEntry[], actor = person('operator', '01')) => enterInspectors(by(actor), rows);
const find = (officerId: string) => inspectors.find(record.stores.registry, officerId);

beforeAll(async () => {
  record = await openRecord();
  const administrator = by(person('administrator'));
  await putDepartment(administrator, { params: { code: '01' }, body: { name: '市市场监督管理局', kind: 'enforcing' } });
  await putDepartment(administrator, { params: { code: '02' }, body: { name: '市应急管理局', kind: 'enforcing' } });
  await putDepartment(administrator, { params: { code: '90' }, body: { name: '联席会议办公室', kind: 'conference-office' } });
});
afterAll(async () => {
  await expectSoundTrail(record.stores.lifecycle, 'registry/inspectors', 'registry/visits/batch-2026-001', 'registry/visits/batch-2026-002');
  await record.close();
});

describe('entering inspectors', () => {
  test('[NR-2] nobody is entered as an officer without a certificate; an assistant may be', async () => {
    const { certificate: _, ...bare } = anOfficer('01', 1);
    expect(await enter([bare])).toMatchObject({ ok: false, error: { code: 'certificate-missing', errors: [{ pointer: '/rows/0/certificate' }] } });
    expect(await enter([{ ...bare, kind: 'assistant', officerId: '0100900' }])).toMatchObject({ ok: true, value: { created: 1 } });
    expect(await find('0100001')).toBeUndefined();
  });

  test('[NR-4] an expired certificate and one that ends before it begins are refused', async () => {
    const certificate = { number: 'H0100010', issuer: '四川省人民政府' };
    const expired = anOfficer('01', 2, { certificate: { ...certificate, validFrom: '2020-01-01', validTo: '2025-11-09' } });
    const reversed = anOfficer('01', 3, { certificate: { ...certificate, validFrom: '2026-01-01', validTo: '2025-12-31' } });
    expect(await enter([expired])).toMatchObject({ ok: false, error: { code: 'certificate-expired' } });
    expect(await enter([reversed])).toMatchObject({ ok: false, error: { code: 'certificate-period-invalid' } });
  });

  test("[NR-2] the conference office's people, an unknown department's and another department's are refused", async () => {
    const administrator = person('administrator');
    expect(await enter([anOfficer('90', 1)], administrator)).toMatchObject({ ok: false, error: { code: 'not-enforcing-body' } });
    expect(await enter([anOfficer('77', 1)], administrator)).toMatchObject({ ok: false, error: { code: 'department-unknown' } });
    expect(await enter([anOfficer('02', 1)])).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    expect(await enter([anOfficer('01', 4, { officerId: '0200004' })])).toMatchObject({ ok: false, error: { code: 'officer-id-foreign' } });
  });

  test('one faulty row refuses all, and every faulty row is named', async () => {
    const { certificate: _, ...bare } = anOfficer('01', 5);
    const result = await enter([anOfficer('01', 6), bare, anOfficer('02', 7)]);
    expect(result.ok ? [] : result.error.errors?.map(({ pointer }) => pointer)).toEqual(['/rows/1/certificate', '/rows/2']);
    expect(await find('0100006')).toBeUndefined();
  });
});

describe('what is private', () => {
  const secret = { identityNumber: '510802199001011234', phone: '13800000000' };

  test('[NR-11] identity number and phone are read by the own department only, and are neither in lists nor in the trail', async () => {
    expect((await enter([anOfficer('01', 20, { private: secret }), anOfficer('01', 21)])).ok).toBe(true);
    expect(await lookUpInspector(by(), '0100020')).toMatchObject({ ok: true, value: { private: secret } });
    for (const reader of [person('supervisor'), person('conference', '90'), person('administrator')]) {
      const seen = await lookUpInspector(by(reader), '0100020');
      expect(seen.ok && 'private' in seen.value).toBe(false);
      expect(seen.ok).toBe(true);
    }
    expect(await lookUpInspector(by(person('operator', '02')), '0100020')).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    expect(await listInspectors(by(person('operator', '02')), { department: '01' })).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    const texts = [await listInspectors(by(), { department: '01' }), await readInspectors(record.stores.registry, '01'), await wholeTrail(record.stores.lifecycle, 'registry/inspectors')];
    for (const text of texts.map((each) => JSON.stringify(each))) {
      expect(text).not.toContain(secret.phone);
      expect(text).not.toContain(secret.identityNumber);
    }
  });

  test('[NR-11] a change keeps what is private unless it says otherwise, and the trail tells only that it was changed', async () => {
    const { department: _, officerId: _id, lastVisited: _v, private: _p, ...body } = anOfficer('01', 20, { cap: 7 });
    const params = { officerId: '0100020' };
    const changed = await changeInspector(by(), { params, body, ifMatch: 1 });
    expect(changed).toMatchObject({ ok: true, value: { cap: 7, version: 2 } });
    expect(await find('0100020')).toMatchObject({ private: secret, cap: 7 });
    expect((await changeInspector(by(), { params, body: { ...body, private: { phone: '13900000000' } }, ifMatch: 2 })).ok).toBe(true);
    expect((await find('0100020'))?.private).toEqual({ phone: '13900000000' });
    const trail = await wholeTrail(record.stores.lifecycle, 'registry/inspectors');
    expect(trail.slice(-2).map(({ detail }) => detail)).toEqual([{ privateChanged: false }, { privateChanged: true }]);
    expect(JSON.stringify(trail)).not.toContain('13900000000');
  });
});

test('[NR-4] an active officer is not left with an expired certificate, but may be taken out of service', async () => {
  await enter([anOfficer('01', 30)]);
  const { department: _, officerId: _id, lastVisited: _v, ...body } = anOfficer('01', 30, {
    certificate: { number: 'H0100030', issuer: '四川省人民政府', validFrom: '2020-01-01', validTo: '2025-01-01' },
  });
  const change = (active: boolean, ifMatch: number) => changeInspector(by(), { params: { officerId: '0100030' }, body: { ...body, active }, ifMatch });
  expect(await change(true, 1)).toMatchObject({ ok: false, error: { code: 'certificate-expired' } });
  expect(await change(false, 4)).toMatchObject({ ok: false, error: { code: 'version-outdated' } });
  expect(await change(false, 1)).toMatchObject({ ok: true, value: { active: false, version: 2 } });
});

describe('after a batch', () => {
  const visit = (n: number, visitedOn: string, ...officers: string[]) => ({ targetId: creditCode(n), visitedOn: localDate(visitedOn), officers });

  test('[NR-3] officers who visited are kept from the target, those whose department came again without them are free', async () => {
    await enter([anOfficer('01', 40), anOfficer('01', 41), anOfficer('01', 42)]);
    await enter([anOfficer('02', 40)], person('operator', '02'));
    await enterTargets(by(), [aTarget(1), aTarget(2)]);
    const step = { stores: record.stores, act: actOf({ kind: 'step', execution: 'batch-2026-001', step: 'archive' }) };

    const first = [visit(1, '2026-03-10', '0100040', '0100041', '0200040'), visit(2, '2026-03-12', '0100041', '0100042')];
    expect(await markVisited(step, 'batch-2026-001', first)).toEqual({ ok: true, value: { marked: 6 } });
    expect(await markVisited(step, 'batch-2026-001', first)).toEqual({ ok: true, value: { marked: 0 } });
    expect(await targets.find(record.stores.registry, creditCode(2))).toMatchObject({ lastInspected: '20260312' });
    expect((await find('0100041'))?.lastVisited).toEqual([creditCode(1), creditCode(2)]);

    expect(await markVisited(step, 'batch-2026-002', [visit(1, '2026-06-01', '0100041', '0100042')])).toEqual({ ok: true, value: { marked: 3 } });
    expect((await find('0100040'))?.lastVisited).toEqual([]);
    expect((await find('0100042'))?.lastVisited).toEqual([creditCode(2), creditCode(1)]);
    expect((await find('0200040'))?.lastVisited).toEqual([creditCode(1)]);
  });

  test('an earlier day does not replace a later one', async () => {
    const step = { stores: record.stores, act: actOf({ kind: 'step', execution: 'batch-2026-003', step: 'archive' }) };
    await markVisited(step, 'batch-2026-003', [visit(1, '2026-05-01', '0100041', '0100042')]);
    expect(await targets.find(record.stores.registry, creditCode(1))).toMatchObject({ lastInspected: '20260601' });
  });
});
