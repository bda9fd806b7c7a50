import type { Person } from '../identity/actor.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import type { OpenWait } from './await-item.ts';
import { openWaits } from './await-store.ts';
import type { InboxItem } from './inbox-item.ts';
import { readInbox } from './inbox-store.ts';

/** Under which addresses a person receives: each role, the department, the person, and as a participant of ceremonies. */
export const addresseesOf = ({ roles, department, sub }: Person): string[] => [
  ...roles.map((role) => `role/${role}`),
  // Only those who act for a department see what awaits it; an inspector's or a witness's department is not theirs to answer for.
  ...(department !== undefined && roles.some((role) => role === 'operator' || role === 'head') ? [`department/${department}`] : []),
  `person/${sub}`,
  `participant/${sub}`,
];

const LIMIT = 50;

/** What awaits the caller now, and the newest reminders and escalations sent to them. */
export const viewInbox = async (
  { stores, act }: { readonly stores: Pick<Stores, 'lifecycle'>; readonly act: { readonly actor: Person } },
  limit: number = LIMIT,
): Promise<Result<{ waits: OpenWait[]; items: InboxItem[] }, never>> => {
  const mine = addresseesOf(act.actor);
  const [waits, items] = await Promise.all([openWaits(stores.lifecycle), readInbox(stores.lifecycle, mine, limit)]);
  return ok({ waits: waits.filter(({ from }) => from.some((addressee) => mine.includes(addressee))), items });
};
