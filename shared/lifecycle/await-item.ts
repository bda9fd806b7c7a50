import * as z from 'zod';
import { moment } from '../plan/moment.ts';
import { WAIT_NAMES } from './wait-name.ts';

/** A wait that is open, as everybody may know it. The task token lies beside it in the record and is never answered. */
export const openWait = z.object({
  subject: z.string(),
  wait: z.enum(WAIT_NAMES),
  /** Addressees it waits for: `role/conference`, `department/01`, `participant/<id>`; empty for a wait for a date. */
  from: z.array(z.string()),
  due: moment.nullable(),
  /** `due` reaches into a year without a holiday notice and will be counted again (NR-7). */
  provisional: z.literal(true).optional(),
  clause: z.string(),
  execution: z.string(),
  since: moment,
  /** Messages sent so far, by name (`remind/2`, `escalate`), with their time: each goes out once. */
  told: z.record(z.string(), moment),
});

export type OpenWait = z.output<typeof openWait>;
