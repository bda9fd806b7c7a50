import { commit, type CommitRefusal } from '../../audit/commit.ts';
import { receiveAgain } from '../../audit/idempotency.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { streamOf, type PersonDrawContext } from '../record/draw-context.ts';
import type { EventCeremony, EventRecord } from './draw-event.ts';
import type { EventView } from '../record/draw-view.ts';
import type { SignedMessage } from '../record/fields.ts';
import { invitations, requestsToSign } from './event-letter-store.ts';
import { loadEventGround, type EventGround } from './event-ground.ts';
import { publishEvents } from './event-lines.ts';
import { createEvent, putEvent } from './event-store.ts';
import { mootCeremonies } from './moot-ceremonies.ts';
import { viewEvent } from './view-event.ts';

/** A line of a batch's events whose ceremony a command is about. */
export interface EventRef {
  readonly batchId: string;
  readonly seq: number;
}

/** A message to the ceremony of a loss. */
export interface EventMessage extends EventRef {
  readonly message: SignedMessage;
}

/** What a command changes: the ceremony, and the lines that follow from it if it was the last one. */
export type EventDecision = { readonly ceremony: EventCeremony; readonly lines?: readonly EventRecord[]; readonly action: string } | 'as-before';

export type EventContext = { readonly stores: Pick<PersonDrawContext['stores'], 'lifecycle' | 'snapshots' | 'published' | 'transact'>; readonly act: PersonDrawContext['act'] };

/** The draw and the line a command belongs to: a loss, or the `failed` line of the ceremony before. */
export interface LossGround extends EventGround {
  readonly loss: EventRecord & { readonly ceremony: EventCeremony };
}

/** The line as it stands after the command. `again`: what refuses the same command's second receipt, once everything else is done. */
export interface ChangedEvent {
  readonly ground: EventGround;
  readonly view: EventView;
  readonly again: Result<void, Refusal>;
}

const ATTEMPTS = 6;

/**
 * Changes the ceremony of a loss by `decide`, which may be asked again if somebody else was first. Lines that follow are recorded with it and then
 * published; a command that finds its effect there publishes them too, since the first may have ended in between.
 */
export const changeEvent = async (
  { stores, act }: EventContext,
  { batchId, seq }: EventRef,
  decide: (ground: LossGround) => Result<EventDecision, Refusal> | Promise<Result<EventDecision, Refusal>>,
): Promise<Result<ChangedEvent, Refusal>> => {
  for (let attempt = 1; ; attempt += 1) {
    const ground = await loadEventGround(stores, batchId);
    if (!ground.ok) return ground;
    const loss = ground.value.events.find((event) => event.seq === seq);
    if (loss === undefined) return refuse('not-found', { facts: { what: `${batchId}#${seq}` } });
    if (loss.ceremony === undefined) return refuse('event-closed', { facts: { seq } });
    const decided = await decide({ ...ground.value, loss: { ...loss, ceremony: loss.ceremony } });
    if (!decided.ok) return decided;
    if (decided.value === 'as-before') {
      const view = viewEvent(loss, ground.value.events, act.now);
      if (loss.ceremony.stage === 'closed') await publishEvents(stores, ground.value.attempt);
      return ok({ ground: ground.value, view, again: await receiveAgain(stores, act, view) });
    }
    const written = await write({ stores, act }, { ...ground.value, loss: { ...loss, ceremony: loss.ceremony } }, decided.value);
    if (written.ok || written.error.code !== 'changed-meanwhile' || attempt === ATTEMPTS) return written;
  }
};

const write = async ({ stores, act }: EventContext, ground: LossGround, { ceremony, lines = [], action }: Exclude<EventDecision, 'as-before'>): Promise<Result<ChangedEvent, CommitRefusal>> => {
  const { loss, attempt } = ground;
  const after: EventRecord = { ...loss, ceremony, version: loss.version + 1 };
  const moot = mootCeremonies(ground, lines, loss.seq);
  const changed = [after, ...moot.map((one) => one.after)];
  const events = [...ground.events.map((event) => changed.find(({ seq }) => seq === event.seq) ?? event), ...lines];
  const view = viewEvent(after, events, act.now);
  const deed = {
    stream: streamOf(attempt.batchId),
    action,
    subject: `event/${attempt.batchId}/${loss.seq}`,
    after: view,
    ...(lines.length === 0 ? {} : { detail: { lines: lines.map(({ line, hash }) => ({ line, hash })), ...(moot.length === 0 ? {} : { ended: moot.map((one) => one.after.seq) }) } }),
  };
  const whose = { batchId: attempt.batchId, leadDepartment: ground.batch.entry.leadDepartment };
  const isDeclared = loss.ceremony.failure === undefined && ceremony.failure !== undefined;
  const done = await commit(stores, act, deed, [
    putEvent(stores.lifecycle, loss, after),
    ...moot.map((one) => putEvent(stores.lifecycle, one.before, one.after)),
    ...lines.map((line) => createEvent(stores.lifecycle, line)),
    ...invitations(stores.lifecycle, whose, lines, act.now),
    ...(isDeclared ? requestsToSign(stores.lifecycle, whose, after, events, act.now) : []),
  ]);
  if (!done.ok) return done;
  if (lines.length > 0) await publishEvents(stores, attempt);
  return ok({ ground: { ...ground, events }, view, again: ok(undefined) });
};
