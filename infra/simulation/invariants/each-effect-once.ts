import type { ItemChange } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { recordedIn } from './stored.ts';

/** What happens to a thing once at most. */
const ONCE = new Set([
  'year.open', 'year.close-submissions', 'year.compile', 'year.issue', 'plan.publish', 'batch.schedule', 'draw.freeze', 'draw.close-commitments', 'draw.close-reveals', 'draw.close-receipts', 'draw.open', 'draw.beacon', 'draw.targets', 'draw.match',
  'draw.short', 'draw.approve-void', 'draw.compose-void', 'draw.publish-void', 'draw.publish', 'batch.dispatched', 'batch.organised', 'batch.inspected', 'batch.entered', 'batch.published', 'batch.archived',
  'inspection.enter', 'inspection.visit', 'inspection.lost-target', 'inspection.call-in', 'draw.event-fail', 'non-disclosure.decide', 'proposal.approve', 'proposal.merge',
]);

/** Each effect is there once, however often its step ran: one message to a person, one receipt for a result and channel, one entry for what happens once (GY-20, GY-24, BY-10). */
export const eachEffectOnce: Invariant = {
  id: 'each-effect-once',
  clauses: ['GY-20', 'GY-24', 'BY-10'],
  en: 'Each message is sent once, each result is receipted once and by the channel itself, and what happens once stands once in the trail.',
  watch: () => {
    const done = new Set<string>();
    // When each receipt was written, not the time it bears: that is when the workflow entered the state that pushes.
    const receipted = new Map<string, string>();
    return (view, { items, receipts }) => {
      for (const { pk, sk, before, at } of items) if (sk.startsWith('RECEIPT#') && before === undefined) receipted.set(keyOf(pk, sk), at);
      return [
      ...items.flatMap((change) => [...messageFaults(view, change), ...receiptFaults(view, change)]),
      ...receipts.flatMap(({ key, at }) => {
        const kept = receipted.get(key);
        return kept !== undefined && kept < at ? [`${key} was pushed at ${at} though its receipt lay there since ${kept}`] : [];
      }),
      ...recordedIn(items).flatMap(({ entry: { action, subject, stream, at } }) => {
        const name = `${action} of ${subject} in ${stream}`;
        if (!ONCE.has(action)) return [];
        if (done.has(name)) return [`${name} happened once more at ${at}`];
        done.add(name);
        return [];
      }),
      ];
    };
  },
};

const messageFaults = ({ record }: View, { pk, sk, before, after }: ItemChange): readonly string[] => {
  if (!pk.startsWith('INBOX#') || after === undefined) return [];
  const same = record.tables.lifecycle.partition(pk).filter(({ id }) => id === after['id']);
  return [...(before === undefined ? [] : [`the message ${sk} of ${pk} was written over`]), ...(same.length > 1 ? [`${pk} has the message ${String(after['id'])} ${same.length} times`] : [])];
};

/** The key under which a channel knows what a receipt is for. */
const keyOf = (pk: string, sk: string): string => {
  const [, channel = '', targetId = ''] = /^RECEIPT#([^#]+)#(.+)$/.exec(sk) ?? [];
  return `${pk.slice('BATCH#'.length)}/${targetId}/${channel}`;
};

const receiptFaults = ({ record }: View, { pk, sk, before, after }: ItemChange): readonly string[] => {
  if (!sk.startsWith('RECEIPT#') || after === undefined) return [];
  const key = keyOf(pk, sk);
  const isGiven = record.receipts.some((line) => line.key === key && line.receiptNo === after['receiptNo']);
  return [...(isGiven ? [] : [`the receipt of ${key} was given by nobody`]), ...(before !== undefined && before['receiptNo'] !== after['receiptNo'] ? [`the receipt of ${key} was exchanged`] : [])];
};
