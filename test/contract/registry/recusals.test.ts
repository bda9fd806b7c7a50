import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../shared/identity/actor.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { applyForRecusal } from '../../../shared/registry/apply-recusal.ts';
import { decideRecusal } from '../../../shared/registry/decide-recusal.ts';
import { enterInspectors } from '../../../shared/registry/enter-inspectors.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import { listRecusals } from '../../../shared/registry/list-registry.ts';
import { putDepartment } from '../../../shared/registry/put-department.ts';
import { recusalsInForce } from '../../../shared/registry/recusals-in-force.ts';
import { readRecusals } from '../../../shared/registry/recusal-store.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anOfficer, aTarget, creditCode } from '../../support/registry-samples.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';

let record: TestRecord;
const by = (actor: Person) => ({ stores: record.stores, act: actOf(actor) });
const inspector = (officer: string): Person => person('inspector', officer.slice(0, 2), { sub: `inspector-${officer}`, officer });
const head = (department: string): Person => person('head', department);
const idOf = (officerId: string, n: number): string => `${officerId}-${creditCode(n)}`;

const apply = (actor: Person, officerId: string, n: number, ground: 'kinship' | 'enterprise-application' = 'kinship') =>
  applyForRecusal(by(actor), { officerId, targetId: creditCode(n), ground, reason: '法定代表人系本人近亲属' });
const decide = (actor: Person, recusalId: string, grant: boolean, ifMatch?: number) =>
  decideRecusal(by(actor), { params: { recusalId }, body: { grant, reason: '情况属实' }, ...(ifMatch === undefined ? {} : { ifMatch }) });
const inForce = async (appliedStepsAside: boolean) =>
  recusalsInForce(await readRecusals(record.stores.registry), { ...guangyuan, recusal: { ...guangyuan.recusal, appliedStepsAside } }).map(({ recusalId }) => recusalId);

beforeAll(async () => {
  record = await openRecord();
  for (const code of ['01', '02']) {
    await putDepartment(by(person('administrator')), { params: { code }, body: { name: `部门${code}`, kind: 'enforcing' } });
    await enterInspectors(by(person('operator', code)), [anOfficer(code, 1), anOfficer(code, 2)]);
  }
  await enterTargets(by(person('operator', '01')), [aTarget(1), aTarget(2), aTarget(3)]);
});
afterAll(async () => {
  await expectSoundTrail(record.stores.lifecycle, 'registry/recusals');
  await record.close();
});

describe('applying', () => {
  test('[NR-3] an officer applies for themselves only, an operator for the own department only, and an enterprise through the operator', async () => {
    expect(await apply(inspector('0100002'), '0100001', 1)).toMatchObject({ ok: false, error: { code: 'recusal-not-own' } });
    expect(await apply(person('operator', '02'), '0100001', 1)).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    expect(await apply(inspector('0100001'), '0100001', 1, 'enterprise-application')).toMatchObject({ ok: false, error: { code: 'recusal-ground-not-own' } });
    expect(await apply(person('operator', '01'), '0100009', 1)).toMatchObject({ ok: false, error: { code: 'not-found', pointer: '/officerId' } });
    expect(await apply(person('operator', '01'), '0100001', 99)).toMatchObject({ ok: false, error: { code: 'not-found', pointer: '/targetId' } });
    expect(await readRecusals(record.stores.registry)).toEqual([]);
  });

  test('[NR-3] an officer applied for steps aside while the head decides, where the profile says so', async () => {
    expect(await apply(inspector('0100001'), '0100001', 1)).toMatchObject({ ok: true, value: { stage: 'applied', department: '01', version: 1 } });
    expect(await apply(person('operator', '01'), '0100001', 1)).toMatchObject({ ok: false, error: { code: 'recusal-exists' } });
    expect(await inForce(true)).toEqual([idOf('0100001', 1)]);
    expect(await inForce(false)).toEqual([]);
  });
});

describe('deciding', () => {
  test("[NR-3] neither another department's head, nor the applicant, nor the officer concerned decides", async () => {
    const id = idOf('0100001', 1);
    expect(await decide(head('02'), id, true)).toMatchObject({ ok: false, error: { code: 'not-own-department' } });
    expect(await decide({ ...inspector('0100001'), roles: ['inspector', 'head'] }, id, true)).toMatchObject({ ok: false, error: { code: 'recusal-own-application' } });
    expect(await decide({ ...head('01'), officer: '0100001' }, id, true)).toMatchObject({ ok: false, error: { code: 'recusal-own-application' } });
    expect(await decide(head('01'), 'unknown', true)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await decide(head('01'), id, true, 3)).toMatchObject({ ok: false, error: { code: 'version-outdated' } });
  });

  test('[NR-3] a granted recusal is in force under any profile, and is decided once', async () => {
    const id = idOf('0100001', 1);
    expect(await decide(head('01'), id, true, 1)).toMatchObject({ ok: true, value: { stage: 'granted', version: 2, decision: { grant: true, by: 'head-01' } } });
    expect(await decide(head('01'), id, false)).toMatchObject({ ok: false, error: { code: 'recusal-decided' } });
    expect(await inForce(false)).toEqual([id]);
  });

  test('[NR-3] a refused one is not in force; it may be applied for again, and the trail keeps all of it', async () => {
    const id = idOf('0100002', 2);
    await apply(person('operator', '01'), '0100002', 2, 'enterprise-application');
    expect(await decide(head('01'), id, false)).toMatchObject({ ok: true, value: { stage: 'refused' } });
    expect(await inForce(true)).not.toContain(id);
    expect(await apply(inspector('0100002'), '0100002', 2)).toMatchObject({ ok: true, value: { stage: 'applied', ground: 'kinship', version: 3 } });
    const trail = await wholeTrail(record.stores.lifecycle, 'registry/recusals');
    expect(trail.filter(({ subject }) => subject === `recusal/${id}`).map(({ action }) => action)).toEqual(['recusal.apply', 'recusal.decide', 'recusal.apply']);
  });

  test('of two decisions at once one wins and the other is told', async () => {
    await apply(person('operator', '02'), '0200001', 3);
    const both = await Promise.all([decide(head('02'), idOf('0200001', 3), true), decide({ ...head('02'), sub: 'deputy' }, idOf('0200001', 3), false)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const loser = both.find((answer) => !answer.ok);
    expect(['changed-meanwhile', 'recusal-decided']).toContain(loser?.ok === false && loser.error.code);
  });
});

test('inspectors see their own recusals, departments theirs, witnesses all', async () => {
  const seenBy = async (actor: Person) => {
    const page = await listRecusals(by(actor), {});
    return page.ok ? page.value.items.map(({ officerId }) => officerId) : [];
  };
  expect(await seenBy(inspector('0100002'))).toEqual(['0100002']);
  expect(await seenBy(person('operator', '02'))).toEqual(['0200001']);
  expect(await seenBy(person('witness'))).toEqual(['0100001', '0100002', '0200001']);
});
