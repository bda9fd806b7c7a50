import * as z from 'zod';
import { inboxItem } from '../lifecycle/inbox-item.ts';
import { openWait } from '../lifecycle/await-item.ts';
import { endpoint } from './define.ts';

export const getInbox = endpoint({
  name: 'getInbox',
  method: 'GET',
  path: '/v1/inbox',
  action: 'inbox.read',
  summary: { zh: '我的待办与提醒：按角色、部门和本人', en: 'What awaits me and what I was told, by role, department and person' },
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).optional() }),
  answer: z.object({
    /** Open waits that wait for the caller. */
    waits: z.array(openWait),
    /** Reminders and escalations, newest first. */
    items: z.array(inboxItem),
  }),
});
