import type { Profile } from './profile.ts';

/** 广元市: 广府办发〔2019〕58号. Numbers from newer rules and from the project's own decisions name those. */
export const guangyuan: Profile = {
  id: 'guangyuan',
  version: 1,
  region: '510800',
  name: { zh: '广元市', en: 'Guangyuan' },
  planYear: {
    opens: { day: '11-01', of: 'year-before', clause: 'GY-5' },
    submissions: { day: '12-31', of: 'year-before', remindDaysBefore: [30, 14, 3], clause: 'GY-6' },
    issue: { day: '01-31', of: 'plan-year', remindDaysBefore: [14, 3], clause: 'GY-7' },
    finish: { day: '11-20', of: 'plan-year', remindDaysBefore: [30, 7], clause: 'GY-17' },
  },
  draw: {
    cap: { bp: 500, per: 'plan-year', clause: 'GY-13' },
    floor: { bp: 0, clause: 'GY-13' },
    strata: { by: 'none', clause: 'GY-13' },
    reserve: { targets: 10, clause: 'BY-3' },
    seats: { minimum: 2, clause: 'NR-2' },
    load: { beta: 1, clause: 'BY-4' },
  },
  ceremony: { participantsMinimum: 3, roles: ['lead', 'office', 'witness'], clause: 'GY-12' },
  scheme: { workingDays: 5, remindWorkingDaysBefore: [2], clause: 'GY-11' },
  organise: { workingDays: 5, remindWorkingDaysBefore: [2], clause: 'GY-15' },
  enter: { workingDays: 20, remindWorkingDaysBefore: [5, 2], clause: 'GY-19' },
  recusal: { appliedStepsAside: true, neverTwiceRunning: true, clause: 'NR-3' },
  nonDisclosure: { approvedBy: 'head', clause: 'GY-22' },
  publication: {
    channels: [
      { id: 'publicity-system', zh: '国家企业信用信息公示系统（四川）', en: 'National Enterprise Credit Information Publicity System (Sichuan)' },
      { id: 'credit-platform', zh: '全国信用信息共享平台（四川）', en: 'National Credit Information Sharing Platform (Sichuan)' },
    ],
    clause: 'GY-20',
  },
  workRules: {
    topics: [
      { id: 'draw-method', zh: '抽取方法', en: 'draw method' },
      { id: 'inspection-flow', zh: '检查流程', en: 'inspection flow' },
      { id: 'approval-authority', zh: '审批权限', en: 'approval authority' },
      { id: 'publicity-procedure', zh: '公示程序', en: 'publicity procedure' },
      { id: 'archiving', zh: '归档方式', en: 'archiving' },
      { id: 'time-limits', zh: '工作完成时限', en: 'time limits' },
    ],
    clause: 'GY-4',
  },
};
