import type { DepartmentContent } from '../../../shared/registry/department.ts';

/** The bodies of the fictional city, by code. */
export const DEPARTMENTS = {
  '01': { name: '市市场监督管理局', kind: 'enforcing' },
  '02': { name: '市生态环境局', kind: 'enforcing' },
  '03': { name: '市应急管理局', kind: 'enforcing' },
  '04': { name: '市住房和城乡建设局', kind: 'enforcing' },
  '05': { name: '市农业农村局', kind: 'enforcing' },
  '06': { name: '市文化广播电视和旅游局', kind: 'enforcing' },
  '07': { name: '市卫生健康委员会', kind: 'enforcing' },
  '08': { name: '市消防救援支队', kind: 'enforcing' },
  '90': { name: '市联席会议办公室', kind: 'conference-office' },
  '91': { name: '市人民政府', kind: 'government' },
  '92': { name: '市司法局', kind: 'judicial' },
  '93': { name: '市纪委监委', kind: 'oversight' },
} as const satisfies Readonly<Record<string, DepartmentContent>>;

/** Codes of those that inspect. */
export const ENFORCING = ['01', '02', '03', '04', '05', '06', '07', '08'] as const;

/** A code of {@link ENFORCING}. */
export type Enforcing = (typeof ENFORCING)[number];
