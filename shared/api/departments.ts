import * as z from 'zod';
import { department, departmentCode, departmentContent } from '../registry/department.ts';
import { endpoint } from './define.ts';
import { pageOf } from './page.ts';

const params = z.object({ code: departmentCode });

/** All departments, by code, in one page. */
export const listDepartments = endpoint({
  name: 'listDepartments', method: 'GET', path: '/v1/departments', action: 'department.read',
  summary: { zh: '部门列表', en: 'List departments' },
  answer: pageOf(department),
});

export const getDepartment = endpoint({
  name: 'getDepartment', method: 'GET', path: '/v1/departments/{code}', action: 'department.read',
  summary: { zh: '查看部门', en: 'Get a department' },
  params, answer: department,
});

/** Enters a department, or changes it if `If-Match` names its version. The same content again changes nothing. */
export const putDepartment = endpoint({
  name: 'putDepartment', method: 'PUT', path: '/v1/departments/{code}', action: 'department.change',
  summary: { zh: '录入或变更部门', en: 'Enter or change a department' },
  params, body: departmentContent, answer: department, ifMatch: 'optional',
});
