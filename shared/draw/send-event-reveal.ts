import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { eventOutcome } from '../lottery/event-outcome.ts';
import { eventSeed } from '../lottery/event-ceremony.ts';
import type { EventBody } from '../lottery/events.ts';
import { splitTaskId } from '../lottery/seat-problem.ts';
import type { AssignedTask, SignedValue } from '../lottery/types.ts';
import { toSigned } from './attempt.ts';
import { changeEvent, type EventContext, type EventMessage, type LossGround } from './change-event.ts';
import { crypto, hasher, SUITE } from './draw-crypto.ts';
import type { EventCeremony, EventRecord } from './draw-event.ts';
import type { EventView } from './draw-view.ts';
import { readOutcomeInput, type EventGround } from './event-ground.ts';
import { nextEvent, publishEvents } from './event-lines.ts';
import { isRevealed, takeEventReveal } from './event-rules.ts';

/** Who takes whose seat, for the form of the visit. */
export interface Replacement {
  readonly targetId: string;
  readonly department: string;
  readonly lost: string;
  readonly substitute: string;
}

/** The loss as it stands, and once its last reveal is in, the substitute drawn for it. */
export interface RevealedEvent {
  readonly view: EventView;
  readonly replacement?: Replacement;
}

/**
 * A participant's reveal to the ceremony after a loss (BY-3). The last one determines the outcome: the line `replaced` is recorded with it
 * and published. Sent twice in the same words, it is answered twice.
 */
export const sendEventReveal = async (context: EventContext, input: EventMessage): Promise<Result<RevealedEvent, Refusal>> => {
  const done = await changeEvent(context, input, async (ground) => {
    const taken = takeEventReveal(ground.loss.ceremony, input.seq, input.message, context.act.now);
    if (!taken.ok) return taken;
    if (taken.value === 'as-before') return ok('as-before');
    if (!isRevealed(taken.value)) return ok({ ceremony: taken.value, action: 'draw.event-reveal' });
    const outcome = await outcomeOf(context, ground, taken.value);
    const ceremony: EventCeremony = { ...taken.value, stage: 'closed', ...(outcome === undefined ? {} : { outcome: outcome.seq }) };
    return ok({ ceremony, ...(outcome === undefined ? {} : { outcome }), action: 'draw.event-outcome' });
  });
  if (!done.ok) return done;
  const { ground, view } = done.value;
  if (view.ceremony?.outcome === undefined) return ok({ view });
  await publishEvents(context.stores, ground.attempt);
  const replacement = replacementOf(ground, view);
  return ok({ view, ...(replacement === undefined ? {} : { replacement }) });
};

/** The line that follows from the ceremony; none if a later loss made the seat moot. */
const outcomeOf = async ({ stores, act }: EventContext, ground: LossGround, { M0, commitments, reveals }: EventCeremony): Promise<EventRecord | undefined> => {
  const pending = ground.ledger.pending.get(M0);
  if (pending === undefined) return undefined;
  const sent = { commitments: byId(commitments.map(toSigned)), reveals: byId(reveals.map(toSigned)) };
  const seeded = eventSeed(crypto, SUITE, M0, sent.commitments, sent.reveals);
  const { tasks } = eventOutcome(hasher, await readOutcomeInput(stores, ground), ground.ledger, pending, seeded.seed);
  const body: EventBody =
    tasks.length === 0 && pending.kind === 'officer'
      ? { kind: 'unfilled', at: act.now, taskId: pending.taskId }
      : { kind: 'replaced', at: act.now, M0, ...sent, ...seeded, tasks };
  return nextEvent(ground, body);
};

const byId = (messages: readonly SignedValue[]): SignedValue[] => [...messages].sort((a, b) => (a.id < b.id ? -1 : 1));

const replacementOf = (ground: EventGround, { line, ceremony }: EventView): Replacement | undefined => {
  const outcome = ground.events.find(({ seq }) => seq === ceremony?.outcome);
  if (line.kind !== 'lost-officer' || outcome === undefined) return undefined;
  const before = officersBefore(ground, line.taskId, outcome.seq);
  const substitute = tasksOf(outcome).find(({ taskId }) => taskId === line.taskId)?.officers.find((officer) => !before.includes(officer));
  const { target, department } = splitTaskId(line.taskId);
  return substitute === undefined ? undefined : { targetId: target, department, lost: line.officer, substitute };
};

/** The officers of a task as the transcript and the lines before `seq` have them. */
const officersBefore = ({ transcript, events }: EventGround, taskId: string, seq: number): readonly string[] => {
  const drawn = transcript.assignments.flatMap((part) => ('tasks' in part ? part.tasks : []));
  const replaced = events.filter((event) => event.seq < seq).flatMap(tasksOf);
  return [...drawn, ...replaced].findLast((task) => task.taskId === taskId)?.officers ?? [];
};

const tasksOf = ({ line }: EventRecord): readonly AssignedTask[] => (line.kind === 'replaced' ? line.tasks : []);
