import type { ExpertEntry } from '../../../shared/registry/expert.ts';
import { between, chance } from '../../rehearsal/chance.ts';
import type { Enforcing } from '../../rehearsal/city/departments.ts';

/** What experts of the small city are asked about. */
export const EXPERT_FIELD = '检验检测';

const WITHOUT = 0.4;

/** The expert library of the small city, kept by its first department; some cities have none (DZ-2). */
export const expertsOf = (seed: string, departments: readonly Enforcing[]): readonly ExpertEntry[] => {
  const [keeper] = departments;
  if (keeper === undefined || chance(seed, 'without-experts') < WITHOUT) return [];
  return Array.from({ length: between(1, 3, seed, 'experts') }, (_, index) => {
    const expertId = `E${keeper}${String(index + 1).padStart(4, '0')}`;
    return {
      expertId, department: keeper, name: `专家${index + 1}`, kind: 'expert' as const, fields: [EXPERT_FIELD], regions: ['5108'],
      // One of little time leaves places open: no visit waits for an expert (NR-2).
      cap: between(1, 6, seed, 'expert-cap', expertId), active: true,
      private: { identityNumber: `5108021970${expertId}X`, phone: `0839-${expertId}` },
    };
  });
};
