import type { Instant } from '../../kernel/instant.ts';
import { eventSeed } from '../../lottery/events/event-ceremony.ts';
import { eventOutcome, fillableTasks, type Outcome } from '../../lottery/events/event-outcome.ts';
import type { Pending } from '../../lottery/events/ledger.ts';
import type { SignedValue } from '../../lottery/types.ts';
import { toSigned } from '../record/attempt.ts';
import { crypto, hasher, SUITE } from '../record/draw-crypto.ts';
import type { EventCeremony, EventRecord, Substitution } from './draw-event.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { readOutcomeInput, type EventGround } from './event-ground.ts';
import { nextEvent } from './event-lines.ts';

type Stores = Pick<DrawContext['stores'], 'snapshots'>;

/**
 * The lines that a ceremony comes to once all have revealed: `replaced` with the seats drawn from its seed, and `unfilled` with its certificate for each task
 * that nobody can take (BY-3, NR-3). None if a later loss has made the seats moot.
 */
export const resultLines = async (stores: Stores, ground: EventGround, { M0, commitments, reveals }: EventCeremony, at: Instant): Promise<readonly EventRecord[]> => {
  const pending = ground.ledger.pending.get(M0);
  if (pending === undefined) return [];
  const input = await readOutcomeInput(stores, ground);
  const sent = { commitments: byId(commitments.map(toSigned)), reveals: byId(reveals.map(toSigned)) };
  const seeded = eventSeed(crypto, SUITE, M0, sent.commitments, sent.reveals);
  const { tasks } = eventOutcome(hasher, input, ground.ledger, pending, seeded.seed);
  const lines: EventRecord[] = [];
  if (tasks.length > 0) {
    const substitutes = substitutesIn(ground, pending, tasks);
    lines.push({ ...nextEvent(ground, { kind: 'replaced', at, M0, ...sent, ...seeded, tasks }), ...(substitutes.length === 0 ? {} : { substitutes }) });
  }
  for (const { taskId, certificate } of fillableTasks(input, ground.ledger, pending).unfillable) {
    lines.push(nextEvent(ground, { kind: 'unfilled', at, taskId, certificate }, lines));
  }
  return lines;
};

const substitutesIn = ({ ledger }: EventGround, pending: Pending, tasks: Outcome['tasks']): Substitution[] => {
  if (pending.kind !== 'officer') return [];
  const seated = ledger.tasks.get(pending.taskId)?.officers ?? [];
  const substitute = tasks[0]?.officers.find((officer) => !seated.includes(officer));
  return substitute === undefined ? [] : [{ taskId: pending.taskId, lost: pending.officer, substitute }];
};

const byId = (messages: readonly SignedValue[]): SignedValue[] => [...messages].sort((a, b) => (a.id < b.id ? -1 : 1));
