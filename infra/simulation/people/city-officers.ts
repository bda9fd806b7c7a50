import { localDate } from '../../../shared/kernel/local-date.ts';
import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import { between, chance, pick } from '../../rehearsal/chance.ts';
import type { Enforcing } from '../../rehearsal/city/departments.ts';

const NAMES = ['王伟', '李芳', '张敏', '刘强', '陈静', '杨磊', '赵军', '黄艳', '周勇', '吴杰', '徐涛', '孙明'] as const;

/** Of a hundred officers: so many whose certificate ends within the year, so many who are assistants, and who hold few seats. */
const ENDING = 0.15;
const ASSISTANT = 0.1;
const OF_LITTLE_TIME = 0.1;

/** The inspector directory of the small city. */
export const officersOf = (seed: string, departments: readonly Enforcing[]): readonly InspectorEntry[] =>
  departments.flatMap((department) => Array.from({ length: between(3, 4, seed, 'strength', department) }, (_, index) => officerAt(seed, department, index)));

/** Officers the department takes over from the county level when it runs short: the `round`-th reinforcement. */
export const reinforcementsOf = (seed: string, department: string, round: number): readonly InspectorEntry[] =>
  Array.from({ length: 3 }, (_, index) => ({ ...officerOf(seed, department, 50 + 3 * round + index), certificate: certificateOf(department, 50 + 3 * round + index, '2028-12-31') }));

const officerAt = (seed: string, department: string, index: number): InspectorEntry => {
  const officer = officerOf(seed, department, index);
  if (index > 1 && chance(seed, 'assistant', officer.officerId) < ASSISTANT) return { ...officer, kind: 'assistant' };
  const ends = chance(seed, 'ends', officer.officerId) < ENDING ? `2026-${pick(['04', '06', '09'], seed, 'ends-in', officer.officerId)}-15` : '2028-12-31';
  return { ...officer, certificate: certificateOf(department, index, ends), cap: chance(seed, 'little-time', officer.officerId) < OF_LITTLE_TIME ? 1 : officer.cap };
};

const officerOf = (seed: string, department: string, index: number): InspectorEntry => {
  const officerId = `${department}${String(index + 1).padStart(5, '0')}`;
  return {
    officerId,
    department,
    name: pick(NAMES, seed, 'name', officerId),
    kind: 'officer',
    specialties: [],
    regions: ['5108'],
    cap: 30,
    active: true,
    lastVisited: [],
    private: { identityNumber: `5108021980${officerId}X`, phone: `0839-${officerId}` },
  };
};

const certificateOf = (department: string, index: number, validTo: string) => ({
  number: `川H${department}${String(index + 1).padStart(5, '0')}`,
  issuer: '四川省司法厅',
  validFrom: localDate('2023-01-01'),
  validTo: localDate(validTo),
});
