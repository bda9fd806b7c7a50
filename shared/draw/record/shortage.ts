import * as z from 'zod';

/** Where inspectors are or may turn out short, in figures and as a clerk reads it (BY-4). The certificate itself stands in the transcript. */
export const shortage = z.object({
  department: z.string(),
  /** The specialty the visits need, null if none. */
  specialty: z.string().nullable(),
  regions: z.array(z.object({ region: z.string(), visits: z.int(), seats: z.int() })),
  visits: z.int(),
  seats: z.int(),
  officers: z.int(),
  usable: z.int(),
  short: z.int(),
  zh: z.string(),
  en: z.string(),
});

export type Shortage = z.output<typeof shortage>;
type Figures = Omit<Shortage, 'zh' | 'en'>;

/** The figures with the sentence that says which regions and which qualification are short, and by how many. */
export const inWords = (figures: Figures): Shortage => {
  const { department, specialty, visits, seats, officers, usable, short } = figures;
  const regions = figures.regions.map(({ region }) => region);
  const zhSpecialty = specialty === null ? '' : `、专业 ${specialty}`;
  const enSpecialty = specialty === null ? '' : `, ${specialty}`;
  return {
    ...figures,
    zh: `部门 ${department}，地区 ${regions.join('、')}${zhSpecialty}：${visits} 次检查需 ${seats} 人次，${officers} 名检查人员可承担 ${usable} 人次，缺 ${short} 人次。`,
    en: `Department ${department}, region ${regions.join(', ')}${enSpecialty}: ${visits} visits need ${seats} seats, ${officers} officers can take ${usable}, ${short} short.`,
  };
};
