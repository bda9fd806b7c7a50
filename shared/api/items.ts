import * as z from 'zod';
import { bulkAnswer, bulkOf } from '../registry/bulk.ts';
import { departmentCode } from '../registry/department.ts';
import { item, itemContent, itemEntry, itemId } from '../registry/item.ts';
import { endpoint } from './define.ts';
import { pageOf, pageQuery } from './page.ts';

const params = z.object({ itemId });

export const listItems = endpoint({
  name: 'listItems', method: 'GET', path: '/v1/items', action: 'item.read',
  summary: { zh: '抽查事项清单', en: 'List items' },
  query: pageQuery.extend({ department: departmentCode.optional() }), answer: pageOf(item),
});

export const getItem = endpoint({
  name: 'getItem', method: 'GET', path: '/v1/items/{itemId}', action: 'item.read',
  summary: { zh: '查看抽查事项', en: 'Get an item' },
  params, answer: item,
});

export const createItem = endpoint({
  name: 'createItem', method: 'POST', path: '/v1/items', action: 'item.change',
  summary: { zh: '录入抽查事项', en: 'Enter an item' },
  body: itemEntry, answer: item, status: 201,
});

/** Up to 97 items; sent again, it changes nothing. */
export const createItems = endpoint({
  name: 'createItems', method: 'POST', path: '/v1/items/bulk', action: 'item.change',
  summary: { zh: '批量录入抽查事项', en: 'Enter items in bulk' },
  body: bulkOf(itemEntry), answer: bulkAnswer, status: 201,
});

export const changeItem = endpoint({
  name: 'changeItem', method: 'PUT', path: '/v1/items/{itemId}', action: 'item.change',
  summary: { zh: '变更抽查事项', en: 'Change an item' },
  params, body: itemContent, answer: item, ifMatch: 'required',
});
