import { commit } from '../audit/commit.ts';
import { receiveAgain } from '../audit/idempotency.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { streamOf, type PersonDrawContext } from './draw-context.ts';
import type { EventCeremony, EventRecord } from './draw-event.ts';
import type { EventView } from './draw-view.ts';
import type { SignedMessage } from './fields.ts';
import { loadEventGround, type EventGround } from './event-ground.ts';
import { createEvent, putEvent } from './event-store.ts';
import { checkSide } from './participant-side.ts';
import { viewEvent } from './view-event.ts';

/** A message to the ceremony of a loss. */
export interface EventMessage {
  readonly batchId: string;
  readonly seq: number;
  readonly message: SignedMessage;
}

/** What a message changes: the ceremony, and the line of its outcome if it was the last one. */
export type EventDecision = { readonly ceremony: EventCeremony; readonly outcome?: EventRecord; readonly action: string } | 'as-before';

export type EventContext = { readonly stores: Pick<PersonDrawContext['stores'], 'lifecycle' | 'snapshots' | 'published' | 'transact'>; readonly act: PersonDrawContext['act'] };

/** The draw and the loss a message belongs to. */
export interface LossGround extends EventGround {
  readonly loss: EventRecord & { readonly ceremony: EventCeremony };
}

const ATTEMPTS = 6;

/** Changes the ceremony of a loss by `decide`, which may be asked again if somebody else was first. Answers the loss as it then stands. */
export const changeEvent = async (
  { stores, act }: EventContext,
  { batchId, seq, message }: EventMessage,
  decide: (ground: LossGround) => Result<EventDecision, Refusal> | Promise<Result<EventDecision, Refusal>>,
): Promise<Result<{ readonly ground: EventGround; readonly view: EventView }, Refusal>> => {
  for (let attempt = 1; ; attempt += 1) {
    const ground = await loadEventGround(stores, batchId);
    if (!ground.ok) return ground;
    const loss = ground.value.events.find((event) => event.seq === seq);
    if (loss === undefined) return refuse('not-found', { facts: { what: `${batchId}#${seq}` } });
    if (loss.ceremony === undefined) return refuse('event-closed', { facts: { seq } });
    const side = checkSide(act.actor, loss.ceremony.participants, message.id, ground.value.batch.entry.leadDepartment);
    if (!side.ok) return side;
    const decided = await decide({ ...ground.value, loss: { ...loss, ceremony: loss.ceremony } });
    if (!decided.ok) return decided;
    if (decided.value === 'as-before') {
      const view = viewEvent(loss, act.now);
      const received = await receiveAgain(stores, act, view);
      return received.ok ? ok({ ground: ground.value, view }) : received;
    }

    const { ceremony, outcome, action } = decided.value;
    const after: EventRecord = { ...loss, ceremony, version: loss.version + 1 };
    const view = viewEvent(after, act.now);
    const deed = {
      stream: streamOf(batchId),
      action,
      subject: `event/${batchId}/${seq}`,
      after: view,
      ...(outcome === undefined ? {} : { detail: { seq: outcome.seq, line: outcome.line, hash: outcome.hash } }),
    };
    const writes = [putEvent(stores.lifecycle, loss, after), ...(outcome === undefined ? [] : [createEvent(stores.lifecycle, outcome)])];
    const done = await commit(stores, act, deed, writes);
    if (done.ok) return ok({ ground: { ...ground.value, events: eventsAfter(ground.value.events, after, outcome) }, view });
    if (done.error.code !== 'changed-meanwhile' || attempt === ATTEMPTS) return done;
  }
};

const eventsAfter = (events: readonly EventRecord[], changed: EventRecord, added?: EventRecord): readonly EventRecord[] => [
  ...events.map((event) => (event.seq === changed.seq ? changed : event)),
  ...(added === undefined ? [] : [added]),
];
