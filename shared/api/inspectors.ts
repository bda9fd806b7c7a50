import * as z from 'zod';
import { bulkAnswer, bulkOf } from '../registry/bulk.ts';
import { departmentCode } from '../registry/department.ts';
import { inspector, inspectorChange, inspectorEntry, inspectorWithPrivate, officerId } from '../registry/inspector.ts';
import { endpoint } from './define.ts';
import { pageOf, pageQuery } from './page.ts';

const params = z.object({ officerId });

/** One department's inspectors, without what is private (NR-11). */
export const listInspectors = endpoint({
  name: 'listInspectors', method: 'GET', path: '/v1/inspectors', action: 'inspector.read',
  summary: { zh: '执法检查人员名录库', en: 'List inspectors of a department' },
  query: pageQuery.extend({ department: departmentCode }), answer: pageOf(inspector),
});

/** `private` is there for the officer's own department only (NR-11). */
export const getInspector = endpoint({
  name: 'getInspector', method: 'GET', path: '/v1/inspectors/{officerId}', action: 'inspector.read',
  summary: { zh: '查看执法检查人员', en: 'Get an inspector' },
  params, answer: inspectorWithPrivate,
});

/** Up to 97 inspectors; sent again, it changes nothing. */
export const createInspectors = endpoint({
  name: 'createInspectors', method: 'POST', path: '/v1/inspectors/bulk', action: 'inspector.change',
  summary: { zh: '批量录入执法检查人员', en: 'Enter inspectors in bulk' },
  body: bulkOf(inspectorEntry), answer: bulkAnswer, status: 201,
});

export const changeInspector = endpoint({
  name: 'changeInspector', method: 'PUT', path: '/v1/inspectors/{officerId}', action: 'inspector.change',
  summary: { zh: '变更执法检查人员', en: 'Change an inspector' },
  params, body: inspectorChange, answer: inspector, ifMatch: 'required',
});
