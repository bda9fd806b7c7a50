import { METHODS } from '../plan/entry.ts';

export { METHODS };

/** A method of GY-16 or an aid to one. */
export type Method = (typeof METHODS)[number];

/** Methods by which a visit is made, and the appraisal that only aids one (GY-16). */
export const METHOD_NAMES = {
  'on-site': { zh: '实地检查', en: 'on site', aid: false },
  written: { zh: '书面检查', en: 'written', aid: false },
  network: { zh: '网络监测', en: 'network monitoring', aid: false },
  testing: { zh: '检验检测', en: 'testing', aid: true },
  'professional-body': { zh: '专业机构辅助', en: 'aided by a professional body', aid: true },
} as const satisfies Readonly<Record<Method, { zh: string; en: string; aid: boolean }>>;
