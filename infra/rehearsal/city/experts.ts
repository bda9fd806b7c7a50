import { localDate } from '../../../shared/kernel/local-date.ts';
import type { ExpertEntry } from '../../../shared/registry/expert.ts';

/** What the city's experts are asked about. */
export const EXPERT_FIELD = '特种设备检验';

/** Who keeps the expert library: the department of special equipment. */
export const EXPERT_KEEPER = '01';

const NAMES = ['沈国栋', '贺文彬', '邹学峰', '阎立新', '戴雪梅'] as const;

/** The expert library: two engineers and three of an inspection institute, among them one whose qualification ends before the year does (DZ-2, GY-16). */
export const EXPERTS: readonly ExpertEntry[] = NAMES.map((name, index) => ({
  expertId: `E${EXPERT_KEEPER}${String(index + 1).padStart(4, '0')}`,
  department: EXPERT_KEEPER,
  name,
  ...(index < 2
    ? { kind: 'expert' as const }
    : {
        kind: 'third-party' as const,
        organisation: '广元市特种设备监督检验所',
        qualification: { number: `TS7110${index}5`, issuer: '国家市场监督管理总局', validFrom: localDate('2023-01-01'), validTo: localDate(index === 4 ? '2026-08-31' : '2027-12-31') },
      }),
  fields: [EXPERT_FIELD],
  regions: ['5108'],
  cap: 8,
  active: true,
  private: { phone: `1380839000${index}` },
}));
