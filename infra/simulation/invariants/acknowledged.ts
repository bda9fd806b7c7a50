import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import type { Command } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, eventsIn, recordedIn } from './stored.ts';
import { nothingHandedIn } from './handed-in.ts';
import { placeOf } from './touched.ts';

/** Commands that only hand out an address, or start what is started once: the record does not change by them. */
const WITHOUT_WRITE = new Set(['openYear', 'uploadEvidence']);

/**
 * What was acknowledged is there: its receipt, laid down with the audit entry of its effect in one transaction; or, where the command found
 * its effect there already, that effect, lying there before the receipt (GY-1, BY-10).
 */
export const acknowledged: Invariant = {
  id: 'acknowledged-is-kept',
  clauses: ['GY-1', 'GY-24', 'BY-10'],
  en: 'Every acknowledged command has its receipt and its effect in the record, both of one transaction.',
  watch: () => {
    const handedIn = nothingHandedIn();
    return (view, { items, commands }) => {
      const entries = new Map(recordedIn(items).map(({ entry, change }) => [change.transaction, entry]));
      const breaks: string[] = [];
      for (const change of items) {
        handedIn.hear(change);
        const { pk, sk, after, transaction } = change;
        if (!pk.startsWith('IDEMPOTENCY#') || after === undefined) continue;
        const entry = entries.get(transaction);
        const sub = pk.slice('IDEMPOTENCY#'.length);
        const isApart = entry === undefined ? !handedIn.covers(after['after']) : entry.actor.kind !== 'person' || entry.actor.sub !== sub;
        if (isApart) breaks.push(`the receipt ${sk} of ${sub} was written apart from its effect`);
        else if (entry !== undefined && text(entry.after ?? null) !== text(after['after'] ?? null)) breaks.push(`the receipt ${sk} of ${sub} does not say what ${entry.action} did`);
      }
      return [...breaks, ...commands.flatMap((command) => lost(view, command))];
    };
  },
};

const lost = (view: View, command: Command): readonly string[] => {
  const { endpoint, user, answer, input, at } = command;
  if (answer?.ok !== true || endpoint.method === 'GET' || input.idempotencyKey === undefined || WITHOUT_WRITE.has(endpoint.name)) return [];
  const { lifecycle } = view.record.tables;
  if (lifecycle.get(`IDEMPOTENCY#${user.sub}`, input.idempotencyKey) !== undefined) return [];
  return wasThere(view, command) ? [] : [`${endpoint.name} ${JSON.stringify(input.params ?? {})} of ${user.sub} at ${at} was acknowledged and left neither receipt nor effect`];
};

/** Whether the record already said what the command asked for, so that nothing was to be written. */
const wasThere = ({ record }: View, { input, answer }: Command): boolean => {
  const { batchId, seq } = (input.params ?? {}) as { batchId?: string; seq?: number | string };
  const message = input.body as { id?: string; value?: string; sig?: string } | undefined;
  if (batchId !== undefined && typeof message?.sig === 'string') {
    const places: readonly unknown[] = seq === undefined ? attemptsIn(record, batchId) : eventsIn(record, batchId).filter((event) => event.seq === Number(seq));
    return places.some((place) => JSON.stringify(place).includes(message.sig ?? ''));
  }
  const value = (answer?.ok === true ? answer.value : {}) as Readonly<Record<string, unknown>>;
  if (value['created'] === 0) return true;
  return standsAsAnswered(record, value);
};

const KINDS = [['code', 'department'], ['topics', 'work-rules'], ['itemId', 'item']] as const;

// The same content again changes nothing and is answered with what lies there: now, or in a version the trail tells of.
const standsAsAnswered = (record: View['record'], value: Readonly<Record<string, unknown>>): boolean => {
  const kind = KINDS.find(([member]) => value[member] !== undefined);
  if (kind === undefined) return false;
  const id = kind[0] === 'topics' ? value['department'] : value[kind[0]];
  const place = placeOf(`${kind[1]}/${String(id)}`);
  const stored = place === undefined ? undefined : record.tables[place.table].get(place.pk, place.sk);
  return stored !== undefined && typeof value['version'] === 'number' && (stored['version'] as number) >= value['version'];
};

const text = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)) as Json);

