import type { Language } from './words.ts';

const zh = {
  title: '工作量与检查力量预测',
  caption: '按月、按地区预计的检查次数',
  region: '地区',
  total: '合计',
  atMost: '最多 {n}',
  shortLikely: '预计缺 {n} 人次',
  shortWorst: '最坏缺 {n} 人次',
  asOf: '按 {day} 的检查对象名录和检查人员名录推算。',
  legend: '每格是预计的检查次数，下方是最多可能的次数；底色越重，次数越多。缺额另以文字写明。',
  month: (month: string): string => `${Number(month.slice(5))}月`,
};

type ForecastWords = typeof zh;

const en: ForecastWords = {
  title: 'Forecast of work and officers',
  caption: 'Visits expected by month and region',
  region: 'Region',
  total: 'Together',
  atMost: 'at most {n}',
  shortLikely: '{n} seats short, expected',
  shortWorst: '{n} seats short at worst',
  asOf: 'From the directories of targets and inspectors as of {day}.',
  legend: 'Each cell shows the visits expected and, below, how many there can be at most; the stronger the shade, the more. What is short stands in words.',
  month: (month: string): string => month,
};

/** The words of the forecast. */
export const FORECAST_WORDS: Readonly<Record<Language, ForecastWords>> = { zh, en };
