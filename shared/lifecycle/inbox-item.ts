import * as z from 'zod';
import { moment } from '../plan/moment.ts';
import { WAIT_NAMES } from './wait-name.ts';

/** A message of a wait to one of those it concerns. */
export const inboxItem = z.object({
  id: z.string(),
  addressee: z.string(),
  at: moment,
  /** `task`: work that begins, sent once by the step that began it. `deadline`: the day has changed by which something is awaited. */
  kind: z.enum(['reminder', 'escalation', 'task', 'deadline']),
  subject: z.string(),
  wait: z.enum(WAIT_NAMES),
  due: moment.nullable(),
  /** As of an open wait: `due` may yet change (NR-7). */
  provisional: z.literal(true).optional(),
  clause: z.string(),
  zh: z.string(),
  en: z.string(),
});

export type InboxItem = z.output<typeof inboxItem>;
