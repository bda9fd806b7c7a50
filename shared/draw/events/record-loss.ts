import { commit } from '../../audit/commit.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { applyEvent, type EventRefusal } from '../../lottery/events/apply-event.ts';
import { fillableTasks } from '../../lottery/events/event-outcome.ts';
import { eventContext } from '../../lottery/events/events.ts';
import type { LostOfficer } from '../../lottery/types.ts';
import { streamOf, type DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import type { DrawRefusal } from '../record/refusals.ts';
import { loadEventGround, readOutcomeInput, type EventGround } from './event-ground.ts';
import { invitations } from './event-letter-store.ts';
import { nextEvent, publishEvents } from './event-lines.ts';
import { openCeremony } from './event-rules.ts';
import { createEvent, putEvent } from './event-store.ts';
import { mootCeremonies } from './moot-ceremonies.ts';

/** An officer who cannot come, as it will be published. `taskId` is the target's code and the department's. */
export interface OfficerLoss {
  readonly batchId: string;
  readonly taskId: string;
  readonly officer: string;
  readonly reason: string;
  /** What proves it, in words that may be published: a document's hash, "medical certificate, filed". */
  readonly evidence: string;
}

/** The loss's line, and whether a ceremony follows or nobody can take the seat. */
export interface RecordedLoss {
  readonly seq: number;
  readonly M0: string;
  readonly outcome: 'ceremony' | 'unfilled';
}

type Context = { readonly stores: Pick<DrawContext['stores'], 'lifecycle' | 'snapshots' | 'published' | 'transact'>; readonly act: DrawContext['act'] };

const ATTEMPTS = 6;

/**
 * Records that an officer is lost to a task and opens the fresh ceremony that draws the substitute (BY-3). Never by hand, and never one
 * who could be computed in advance. A loss recorded before is answered again. The command's Idempotency-Key stays with its caller's own write.
 */
export const recordLostOfficer = async ({ stores, act: given }: Context, loss: OfficerLoss): Promise<Result<RecordedLoss, Refusal>> => {
  const { idempotency: _key, ...act } = given;
  for (let attempt = 1; ; attempt += 1) {
    const ground = await loadEventGround(stores, loss.batchId);
    if (!ground.ok) return ground;
    const known = openLossOf(ground.value, loss);
    if (known !== undefined) {
      await publishEvents(stores, ground.value.attempt);
      return ok(answerOf(known));
    }
    const made = await linesOf(stores, ground.value, loss, act.now);
    if (!made.ok) return made;
    const [line, ...more] = made.value;
    const moot = mootCeremonies(ground.value, made.value);
    const deed = {
      stream: streamOf(loss.batchId), action: 'draw.lost-officer', subject: `event/${loss.batchId}/${line.seq}`, after: [line, ...more].map((event) => ({ line: event.line, hash: event.hash })),
      ...(moot.length === 0 ? {} : { detail: { ended: moot.map(({ after }) => after.seq) } }),
    };
    const done = await commit(stores, act, deed, [
      ...[line, ...more].map((event) => createEvent(stores.lifecycle, event)),
      ...moot.map(({ before, after }) => putEvent(stores.lifecycle, before, after)),
      ...invitations(stores.lifecycle, { batchId: loss.batchId, leadDepartment: ground.value.batch.entry.leadDepartment }, [line], act.now),
    ]);
    if (done.ok) {
      await publishEvents(stores, ground.value.attempt);
      return ok({ ...answerOf(line), outcome: more.length === 0 ? 'ceremony' : 'unfilled' });
    }
    if (done.error.code !== 'changed-meanwhile' || attempt === ATTEMPTS) return done;
  }
};

const answerOf = ({ seq, line, ceremony }: EventRecord): RecordedLoss => ({
  seq,
  M0: ceremony?.M0 ?? eventContext(hasher, line as LostOfficer),
  outcome: ceremony === undefined ? 'unfilled' : 'ceremony',
});

/** The same loss, as long as nobody was drawn for it: its ceremony may have failed, or have ended because nobody is left. */
const openLossOf = ({ events }: EventGround, { taskId, officer }: OfficerLoss): EventRecord | undefined =>
  events.some(({ substitutes = [] }) => substitutes.some((one) => one.taskId === taskId && one.lost === officer))
    ? undefined
    : events.find(({ line }) => line.kind === 'lost-officer' && line.taskId === taskId && line.officer === officer);

const CODES = {
  'not-a-target': 'task-unknown',
  'not-in-task': 'officer-not-on-task',
  'no-such-ceremony': 'event-closed',
  'tasks-differ': 'event-closed',
  'nothing-to-leave-unfilled': 'event-closed',
} as const satisfies Record<EventRefusal, DrawRefusal>;

const linesOf = async (stores: Context['stores'], ground: EventGround, loss: OfficerLoss, now: DrawContext['act']['now']): Promise<Result<readonly [EventRecord, ...EventRecord[]], Refusal>> => {
  const { taskId, officer, reason, evidence } = loss;
  if (!ground.ledger.tasks.has(taskId)) return refuse('task-unknown', { facts: { taskId } });
  const lost = nextEvent(ground, { kind: 'lost-officer', at: now, taskId, officer, reason, evidence });
  const applied = applyEvent(hasher, ground.manifest, ground.ledger, lost.line);
  if (!applied.ok) return refuse(CODES[applied.error], { facts: { taskId, officer } });
  const M0 = eventContext(hasher, lost.line as LostOfficer);
  const pending = applied.value.pending.get(M0);
  if (pending === undefined) throw new Error(`the loss of ${officer} leaves nothing to draw`);
  const { unfillable } = fillableTasks(await readOutcomeInput(stores, ground), applied.value, pending);
  const [empty] = unfillable;
  if (empty === undefined) return ok([{ ...lost, ceremony: openCeremony(M0, ground.attempt, now) }]);
  return ok([lost, nextEvent(ground, { kind: 'unfilled', at: now, taskId: empty.taskId, certificate: empty.certificate }, [lost])]);
};
