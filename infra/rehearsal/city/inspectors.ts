import { localDate } from '../../../shared/kernel/local-date.ts';
import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { between, chance, pick } from '../chance.ts';
import { DEPARTMENTS, ENFORCING, type Enforcing } from './departments.ts';
import { REGIONS } from './places.ts';

/** How many people each department has; 300 together. */
const STRENGTH = { '01': 82, '02': 34, '03': 32, '04': 30, '05': 30, '06': 30, '07': 32, '08': 30 } as const satisfies Record<Enforcing, number>;

const SPECIALTIES = {
  '01': ['food', 'pricing'],
  '02': ['air', 'water', 'hazardous-waste'],
  '03': ['hazardous-chemicals', 'fuel'],
  '04': ['construction'],
  '05': ['pesticide', 'seed'],
  '06': ['internet-cafe', 'tourism'],
  '07': ['hospital', 'public-hygiene'],
  '08': ['fire'],
} as const satisfies Record<Enforcing, readonly string[]>;

const FAMILY = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '涛', '明', '超', '霞', '平', '刚', '桂英'] as const;

/** The inspector directory grown from `seed`. In department 01 only one is versed in special equipment: a shortage that a draw will find. */
export const inspectors = (seed: string): readonly InspectorEntry[] =>
  ENFORCING.flatMap((department) => Array.from({ length: STRENGTH[department] }, (_, index) => inspectorAt(seed, department, index)));

/** Officers department 01 takes over from the county level when special equipment turns out to be short. */
export const reinforcements = (seed: string): readonly InspectorEntry[] =>
  Array.from({ length: 8 }, (_, index) => ({
    ...inspectorAt(seed, '01', 90 + index),
    kind: 'officer' as const,
    specialties: ['special-equipment'],
    regions: ['5108'],
    certificate: certificate('01', 90 + index, '2028-12-31'),
  }));

const inspectorAt = (seed: string, department: Enforcing, index: number): InspectorEntry => {
  const officerId = `${department}${String(index + 1).padStart(5, '0')}`;
  const isAssistant = index > 1 && chance(seed, 'assistant', officerId) < 0.06;
  const expires = chance(seed, 'expires', officerId) < 0.05 ? '2026-06-30' : '2028-12-31';
  return {
    officerId,
    department,
    name: `${pick([...FAMILY], seed, 'family', officerId)}${pick(GIVEN, seed, 'given', officerId)}`,
    kind: isAssistant ? 'assistant' : 'officer',
    ...(isAssistant ? {} : { certificate: certificate(department, index, expires) }),
    specialties: department === '01' && index === 0 ? ['special-equipment', ...SPECIALTIES['01']] : [...SPECIALTIES[department]],
    regions: chance(seed, 'district', officerId) < 0.8 ? ['5108'] : [pick(REGIONS, seed, 'region', officerId).code, REGIONS[0].code],
    cap: between(20, 40, seed, 'cap', officerId),
    active: true,
    lastVisited: [],
    private: { phone: `139${String(between(0, 99_999_999, seed, 'phone', officerId)).padStart(8, '0')}` },
  };
};

const certificate = (department: Enforcing, index: number, validTo: string) => ({
  number: `川H${department}${String(index + 1).padStart(5, '0')}`,
  issuer: `四川省司法厅（${DEPARTMENTS[department].name}）`,
  validFrom: localDate('2023-01-01'),
  validTo: localDate(validTo),
});
