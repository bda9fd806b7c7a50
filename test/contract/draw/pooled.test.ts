import { beforeAll, describe, expect, test } from 'vitest';
import { handler as batchesApi } from '../../../functions/api/batches.ts';
import { storesFrom } from '../../../functions/kit/context.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { resolveShortage } from '../../../shared/draw/drawing/resolve-shortage.ts';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { applyForRecusal } from '../../../shared/registry/apply-recusal.ts';
import { decideRecusal } from '../../../shared/registry/decide-recusal.ts';
import { departments } from '../../../shared/registry/department-store.ts';
import { callApi } from '../../support/call-api.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { person } from '../../support/people.ts';
import { anOfficer, creditCode } from '../../support/registry-samples.ts';
import { EMPTY, layLender, LENDER, OFFICE, pooledUnder, weaken } from './pooled-city.ts';
import { anEntry, aScheme, AT, by, byStep, codeOf, conference, drawAll, frameNo, freeze, layBatch, layDirectories, LEAD, layPrepared, must, officer, operator, OTHER, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

const TARGETS = 60;
const RECUSED = `${LENDER}00001`;
const { stores } = openMemoryRecord();
const context = (actor = operator, now: string = AT.scheme) => ({ stores, profile: guangyuan, act: by(actor, now) });
const officersTxt = async (batchId: string): Promise<string> => new TextDecoder().decode(await stores.published.get(`draws/${batchId}/1/officers.txt`));
const line = (department: string, id: string, specialties: readonly string[] = ['食品'], validTo = '20281231'): string =>
  `{"cap":40,"department":"${department}","id":"${id}","lastVisited":[],"regions":["5108"],"specialties":${JSON.stringify(specialties)},"validFrom":"20240101","validTo":"${validTo}"}\n`;
const OF_LEAD = [...[1, 2, 3, 4, 5, 6].map((n) => line(LEAD, `${LEAD}0000${n}`)), line(LEAD, `${LEAD}00008`, ['食品'], '20260415')].join('');
const OWN = line(OTHER, `${OTHER}00001`);
const FIRE = ['消防', '食品'];

beforeAll(async () => {
  Object.assign(process.env, { PROFILE: 'guangyuan' });
  storesFrom(() => stores);
  await layDirectories(stores, TARGETS);
  await layLender(stores);
  await must(stores.transact([LEAD, OTHER].map((code) => departments.create(stores.registry, { code, name: `市第${code}部门`, kind: 'enforcing', version: 1 }))));
  await weaken(stores);
  await setKey(stores);
});

describe('[SM-4] a scheme that pools inspectors', () => {
  const batchId = 'batch-2026-001';
  const put = (given: unknown, actor = operator) => callApi(batchesApi, actor, { method: 'PUT', path: `/v1/batches/${batchId}/scheme`, at: AT.scheme, body: { ...aScheme(), departments: given } });
  beforeAll(() => layBatch(stores, batchId, anEntry({ targets: frameNo(1) })));

  test.each([
    ['of a body that is unknown', pooledUnder('77'), { code: 'pooled-unknown', ruleRef: 'SM-4', errors: [{ pointer: '/departments/1/pooled/0' }] }],
    ['of a body that does not enforce', pooledUnder(LENDER, OFFICE), { code: 'pooled-not-enforcing', ruleRef: 'NR-2', errors: [{ pointer: '/departments/1/pooled/1' }] }],
    ['of a department of the same draw', pooledUnder(LEAD), { code: 'pooled-takes-part', ruleRef: 'SM-4' }],
    ['of the department itself', pooledUnder(OTHER), { code: 'pooled-takes-part', ruleRef: 'SM-4' }],
    ['of one body under two departments', [{ code: LEAD, seats: 2, pooled: [LENDER] }, { code: OTHER, seats: 2, pooled: [EMPTY, LENDER] }], { code: 'pooled-twice', errors: [{ pointer: '/departments/1/pooled/1' }] }],
    ['of one body twice', pooledUnder(LENDER, LENDER), { code: 'input-invalid', errors: [{ pointer: '/departments/1/pooled' }] }],
    ['of nobody', pooledUnder(), { code: 'input-invalid', errors: [{ pointer: '/departments/1/pooled' }] }],
    ['of more than ten bodies', pooledUnder(...Array.from({ length: 11 }, (_, n) => String(20 + n))), { code: 'input-invalid', errors: [{ pointer: '/departments/1/pooled' }] }],
  ])('%s is refused where it stands', async (_, given, body) => {
    expect(await put(given)).toMatchObject({ status: 422, body });
  });

  test('that can be had is entered by the lead department', async () => {
    expect(await put(pooledUnder(LENDER), person('operator', LENDER))).toMatchObject({ status: 403, body: { code: 'not-own-department' } });
    expect(await put(pooledUnder(LENDER))).toMatchObject({ status: 200, body: { stage: 'prepared', scheme: { departments: [{ code: LEAD }, { code: OTHER, pooled: [LENDER] }] } } });
  });
});

describe('[SM-4] a draw', { timeout: 60_000 }, () => {
  test('of a department alone is of its own inspectors, byte for byte, and short where they are too few', async () => {
    const alone = 'batch-2026-002';
    await layPrepared(stores, alone, anEntry({ targets: frameNo(2) }));
    expect((await drawAll(stores, alone)).value).toEqual({ outcome: 'short' });
    expect(await officersTxt(alone)).toBe(OF_LEAD + OWN);
  });

  test('with pooled inspectors has each of them once, under the department helped, and a recusal that the own head decided', async () => {
    for (let n = 1; n <= TARGETS; n++) await must(applyForRecusal(context(person('operator', LENDER)), { officerId: RECUSED, targetId: creditCode(n), ground: 'kinship', reason: '近亲属任该企业负责人' }));
    const decided = { params: { recusalId: `${RECUSED}-${creditCode(1)}` }, body: { grant: true, reason: '经核实' } };
    expect(await codeOf(decideRecusal(context(person('head', OTHER)), decided))).toBe('not-own-department');
    await must(decideRecusal(context(person('head', LENDER)), decided));

    const helped = 'batch-2026-001';
    expect((await drawAll(stores, helped)).value).toEqual({ outcome: 'complete' });
    expect(await officersTxt(helped)).toBe(OF_LEAD + OWN + [1, 2, 3, 4, 5].map((n) => line(OTHER, `${LENDER}0000${n}`, FIRE)).join(''));
    expect(new TextDecoder().decode(await stores.snapshots.get(`${helped}/1/witness/recusals.txt`))).toContain(`${RECUSED},${creditCode(1)},`);
  });

  test('sends them to the visits of the department helped, and both verifiers find it right, with the witnesses’ files and without', async () => {
    const helped = 'batch-2026-001';
    await must(publishDraw({ stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, helped));
    const { assignments } = await readTranscript(stores, { batchId: helped, drawNo: 1 });
    const seated = assignments.flatMap((part) => ('tasks' in part ? part.tasks.map(({ taskId, officers }) => ({ department: part.department, taskId, officers })) : []));
    expect(seated.length).toBeGreaterThan(3);
    for (const { department, taskId, officers } of seated) {
      expect(taskId.slice(18)).toBe(department);
      expect(officers).toHaveLength(2);
      expect(officers).not.toContain(RECUSED);
      if (department === OTHER) expect(officers.filter((id) => id.startsWith(LENDER)).length).toBeGreaterThan(0);
      else expect(officers.every((id) => id.startsWith(LEAD))).toBe(true);
    }
    expect(await verdict(stores, helped, 1)).toMatch(/^PASS/);
    expect(await verdict(stores, helped, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[BY-2] that is short is repeated once the pooled body has others, and not before', async () => {
    const short = 'batch-2026-003';
    await layPrepared(stores, short, anEntry({ targets: frameNo(3) }), aScheme({ departments: pooledUnder(EMPTY) }));
    expect((await drawAll(stores, short)).value).toEqual({ outcome: 'short' });
    const resolve = () => codeOf(resolveShortage(context(conference, '2026-03-24T18:00:00+08:00'), { batchId: short, reason: '名录已补充，重新摇号。' }));
    expect(await resolve()).toBe('directory-unchanged');
    await must(stores.transact([officer(stores, anOfficer(LENDER, 20))]));
    expect(await resolve()).toBe('directory-unchanged');
    await must(stores.transact([officer(stores, anOfficer(EMPTY, 1))]));
    expect(await resolve()).toBe('accepted');
  });

  test('is frozen as before where nobody is pooled, whatever other bodies there are', async () => {
    const alone = 'batch-2026-004';
    await layPrepared(stores, alone, anEntry({ targets: frameNo(4) }));
    await must(freeze(stores, alone));
    expect(await officersTxt(alone)).toBe(OF_LEAD + OWN);
  });
});
