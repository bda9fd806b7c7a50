import * as z from 'zod';
import { year } from '../plan/year.ts';
import { forecast, month } from '../plan/forecast.ts';
import { departmentCode } from '../registry/department.ts';
import { endpoint } from './define.ts';

const params = z.object({ year: z.coerce.number().int().min(2000).max(2999) });

export const getYear = endpoint({
  name: 'getYear',
  method: 'GET',
  path: '/v1/years/{year}',
  action: 'year.read',
  summary: { zh: '查看计划年度：阶段、期限、未申报部门、汇编的计划', en: 'A plan year: stage, deadlines, missing departments, the compiled plan' },
  params,
  answer: year,
});

export const openYear = endpoint({
  name: 'openYear',
  method: 'POST',
  path: '/v1/years/{year}/open',
  action: 'year.open',
  summary: { zh: '启动年度计划流程（与定时任务相同，重复启动无妨）', en: 'Start the plan year’s workflow, as the schedule does; twice is no fault' },
  params,
  answer: z.object({ year: z.int(), execution: z.string() }),
  status: 202,
});

export const forecastYear = endpoint({
  name: 'forecastYear',
  method: 'GET',
  path: '/v1/years/{year}/forecast',
  action: 'plan.forecast',
  summary: { zh: '预测全年检查力量：哪月、哪地、哪类专业缺多少（只提示，不决定）', en: 'Forecast of the year: which month, region or qualification is short, and by how many; it warns and decides nothing' },
  params,
  query: z.object({ month: month.optional(), department: departmentCode.optional(), region: z.string().regex(/^\d{6}$/).optional() }),
  answer: forecast,
});

export const compilePlan = endpoint({
  name: 'compilePlan',
  method: 'POST',
  path: '/v1/years/{year}/compile',
  action: 'year.compile',
  summary: { zh: '联席会议汇编年度计划', en: 'The conference compiles the year’s plan' },
  params,
  body: z.object({ visitsPerYear: z.int().min(1).max(366).optional() }),
  answer: year,
  ifMatch: 'optional',
});

export const issuePlan = endpoint({
  name: 'issuePlan',
  method: 'POST',
  path: '/v1/years/{year}/issue',
  action: 'year.issue',
  summary: { zh: '人民政府印发年度计划', en: 'The government issues the year’s plan' },
  params,
  body: z.object({ documentNo: z.string().trim().min(1).max(100) }),
  answer: year,
  ifMatch: 'optional',
});
