import { localDate } from '../../shared/kernel/local-date.ts';
import { instant } from '../../shared/kernel/instant.ts';
import { createBatch } from '../../shared/plan/batch-store.ts';
import { batch, type BatchIn } from '../../shared/plan/batch.ts';
import { departments } from '../../shared/registry/department-store.ts';
import { inspectors } from '../../shared/registry/inspector-store.ts';
import { items } from '../../shared/registry/item-store.ts';
import { targets } from '../../shared/registry/target-store.ts';
import type { Stores } from '../../shared/store/record.ts';
import { aTarget, anItem, anOfficer, creditCode } from './registry-samples.ts';

export const BATCH = 'batch-2026-001';
export const LEAD = '01';
export const OTHER = '02';
export const ITEMS = { lead: 'food-sale', other: 'fire-exits' } as const;

/** Three drawn targets, sorted. */
export const TARGETS = [1, 2, 3].map(creditCode).sort();

/** Officers drawn: 1 and 2 of each department for every target; 3 stays in the directory, and 4's certificate ends in April. */
export const OFFICERS = { [LEAD]: ['0100001', '0100002'], [OTHER]: ['0200001', '0200002'] } as const;

/** A joint batch of departments 01 and 02, drawn on 1 April 2026: to organise by 9 April (Qingming is 4 to 6 April), finish by 20 November. */
export const drawnBatch = (count: number = TARGETS.length): BatchIn<'drawn'> =>
  batch.parse({
    stage: 'drawn',
    batchId: BATCH,
    year: 2026,
    entry: {
      name: '食品销售与消防联合抽查', items: [ITEMS.lead, ITEMS.other], targets: { description: '食品销售者', frame: {} }, methods: ['on-site', 'written'], ratio: '1/20', quantity: null,
      leadDepartment: LEAD, participatingDepartments: [OTHER], inspectionDate: { from: '2026-03-20', to: '2026-05-31' }, proposalId: '2026-01-01', scope: 'joint',
    },
    escalations: [],
    scheme: {
      visit: { from: '2026-04-01', to: '2026-05-31' },
      departments: [{ code: LEAD, seats: 2 }, { code: OTHER, seats: 2 }],
      reserve: 2,
      ceremony: {
        participants: ['lead', 'office', 'witness'].map((role) => ({ id: role, role, key: '0'.repeat(64), name: role })),
        commitBy: '2026-03-30T17:00:00+08:00',
        revealBy: '2026-03-31T17:00:00+08:00',
      },
    },
    schemeBy: 'operator',
    schemeAt: '2026-03-21T09:00:00+08:00',
    attempt: 1,
    drawnOn: '2026-04-01',
    transcriptHash: 'a'.repeat(64),
    drawnCount: count,
    organiseBy: '2026-04-09',
    finishBy: '2026-11-20',
    version: 1,
  }) as BatchIn<'drawn'>;

/** Lays a drawn batch into the record, with the directories it names and the draw's transcript. */
export const layDrawnBatch = async (stores: Stores, targetIds: readonly string[] = TARGETS): Promise<void> => {
  const { registry, lifecycle } = stores;
  const firstEntry = 'f'.repeat(64);
  const officer = (department: string, n: number, validTo = '2028-12-31') =>
    inspectors.create(registry, {
      ...anOfficer(department, n, { certificate: { number: `H${department}-${n}`, issuer: '四川省人民政府', validFrom: '2024-01-01', validTo }, private: { identityNumber: '510802199001011234', phone: '13900000001' } }),
      firstEntry,
      version: 1,
    });
  await must(
    stores.transact([
      ...([[LEAD, '市市场监督管理局'], [OTHER, '市消防救援支队']] as const).map(([code, name]) => departments.create(registry, { code, name, kind: 'enforcing', version: 1 })),
      items.create(registry, { ...anItem(ITEMS.lead, LEAD), firstEntry, version: 1 }),
      items.create(registry, { ...anItem(ITEMS.other, OTHER, { name: '疏散通道检查', content: ['通道畅通', '应急照明', '安全出口'], basis: ['《中华人民共和国消防法》第二十八条'] }), firstEntry, version: 1 }),
      ...[LEAD, OTHER].flatMap((department) => [officer(department, 1), officer(department, 2), officer(department, 3), officer(department, 4, '2026-04-15')]),
      createBatch(lifecycle, drawnBatch(targetIds.length)),
    ]),
  );
  for (let at = 0; at < targetIds.length; at += 90) {
    const rows = targetIds.slice(at, at + 90).map((id, i) => targets.create(registry, { ...aTarget(at + i + 1, { id }), codeOverride: undefined, firstEntry, version: 1 }));
    await must(stores.transact(rows));
  }
  await layTranscript(stores, targetIds);
};

/** The draw's transcript as far as dispatching reads it. */
export const layTranscript = (stores: Pick<Stores, 'snapshots'>, targetIds: readonly string[], officers: Readonly<Record<string, readonly string[]>> = OFFICERS): Promise<void> =>
  stores.snapshots.put(
    `${BATCH}/1/transcript.json`,
    JSON.stringify({
      drawn: targetIds,
      assignments: Object.entries(officers).map(([department, ids]) => ({ department, tasks: targetIds.map((id) => ({ taskId: `${id}${department}`, officers: ids })) })),
    }),
    'application/json',
  );

/** A moment of the batch's year. */
export const on = (day: string, time = '10:00:00') => instant(`${localDate(day)}T${time}+08:00`);

const must = async (done: Promise<{ readonly ok: boolean }>): Promise<void> => {
  if (!(await done).ok) throw new Error('the sample could not be laid');
};
