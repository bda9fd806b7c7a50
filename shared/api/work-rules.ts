import * as z from 'zod';
import { departmentCode } from '../registry/department.ts';
import { workRules, workRulesContent } from '../registry/work-rules.ts';
import { endpoint } from './define.ts';
import { pageOf } from './page.ts';

/** Every department's rules, in one page. */
export const listWorkRules = endpoint({
  name: 'listWorkRules', method: 'GET', path: '/v1/work-rules', action: 'work-rules.read',
  summary: { zh: '抽查工作规范', en: 'List work rules' },
  answer: pageOf(workRules),
});

/** Enters a department's rules, or changes them if `If-Match` names their version. The same content again changes nothing. */
export const putWorkRules = endpoint({
  name: 'putWorkRules', method: 'PUT', path: '/v1/work-rules/{department}', action: 'work-rules.change',
  summary: { zh: '录入或变更抽查工作规范', en: 'Enter or change work rules' },
  params: z.object({ department: departmentCode }), body: workRulesContent, answer: workRules, ifMatch: 'optional',
});
