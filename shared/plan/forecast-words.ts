import type { ForecastShortage } from './forecast.ts';

type Figures = Omit<ForecastShortage, 'zh' | 'en'>;

// A sentence names so many; the figures beside it name all.
const MOST_NAMED = 12;

/** The figures of a shortage with the sentence a clerk reads (BY-4). */
export const shortageInWords = (figures: Figures): ForecastShortage => ({ ...figures, zh: zhOf(figures), en: enOf(figures) });

const zhOf = ({ kind, certainty, month, department, specialty, regions, visits, seats, officers, usable, short, entries }: Figures): string => {
  const names = some(entries.map(({ name }) => `“${name}”`), '、', '等');
  const when = month === null ? '' : `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月，`;
  const where = `部门 ${department}，地区 ${some(regions, '、', '等')}${specialty === null ? '' : `，专业 ${specialty}`}`;
  if (kind === 'barred') {
    return `${names}：${where}，有 ${visits} 户如被抽中，因回避或上次检查，可派的检查人员最少只有 ${usable} 名，每户需 ${seats} 名，缺 ${short} 名。`;
  }
  const likely = certainty === 'expected' ? '预计' : '最坏情形下最多';
  return `${when}${names}${kind === 'month' ? '合计' : ''}：${where}，${likely} ${visits} 次检查需 ${seats} 人次，${officers} 名检查人员可承担 ${usable} 人次，缺 ${short} 人次。`;
};

const enOf = ({ kind, certainty, month, department, specialty, regions, visits, seats, officers, usable, short, entries }: Figures): string => {
  const names = some(entries.map(({ name }) => `“${name}”`), ', ', ' and others');
  const where = `department ${department}, region ${some(regions, ', ', ' and others')}${specialty === null ? '' : `, ${specialty}`}`;
  if (kind === 'barred') {
    return `${names}: ${where}: ${visits} enterprises, if drawn, find as few as ${usable} officers after recusals and last visits; each visit needs ${seats}, ${short} short.`;
  }
  const likely = certainty === 'expected' ? 'expected' : 'at worst';
  return `${month === null ? '' : `In ${month}, `}${names}${kind === 'month' ? ' together' : ''}: ${where}: ${likely} ${visits} visits need ${seats} seats, ${officers} officers can take ${usable}, ${short} short.`;
};

const some = (names: readonly string[], comma: string, more: string): string => names.slice(0, MOST_NAMED).join(comma) + (names.length > MOST_NAMED ? more : '');
