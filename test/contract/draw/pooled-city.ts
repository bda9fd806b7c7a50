import { departments } from '../../../shared/registry/department-store.ts';
import { inspectors, readInspectors } from '../../../shared/registry/inspector-store.ts';
import type { Scheme } from '../../../shared/plan/scheme.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { anOfficer } from '../../support/registry-samples.ts';
import { LEAD, must, officer, OTHER } from './scene.ts';

/** An enforcing body that takes no part in the draws of these tests and can spare inspectors; another that has none. */
export const LENDER = '05';
export const EMPTY = '03';
export const OFFICE = '00';
export const LENDER_NAME = '市应急管理局';

/** Five officers and an assistant of the lender, versed in fire safety too. */
export const layLender = async (stores: Stores): Promise<void> => {
  const people = [1, 2, 3, 4, 5, 6].map((n) => anOfficer(LENDER, n, { specialties: ['食品', '消防'], name: `赵${n}`, ...(n === 6 ? { kind: 'assistant' as const } : {}) }));
  await must(stores.transact([
    departments.create(stores.registry, { code: LENDER, name: LENDER_NAME, kind: 'enforcing', version: 1 }),
    departments.create(stores.registry, { code: EMPTY, name: '市生态环境局', kind: 'enforcing', version: 1 }),
    departments.create(stores.registry, { code: OFFICE, name: '联席会议办公室', kind: 'conference-office', version: 1 }),
    ...people.map((entry) => officer(stores, entry)),
  ]));
};

/** Of the other department's inspectors only the first stays in service. */
export const weaken = async (stores: Stores): Promise<void> => {
  const rest = (await readInspectors(stores.registry, OTHER)).filter(({ officerId }) => officerId !== `${OTHER}00001`);
  await must(stores.transact(rest.map((record) => inspectors.replace(stores.registry, { ...record, active: false, version: record.version + 1 }))));
};

/** Two of each department, the other's pool strengthened by these bodies. */
export const pooledUnder = (...pooled: readonly string[]): Scheme['departments'] => [{ code: LEAD, seats: 2 }, { code: OTHER, seats: 2, pooled: [...pooled] }];
