import type { Instant } from '../../kernel/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { applyEvent } from '../../lottery/events/apply-event.ts';
import { fillableTasks } from '../../lottery/events/event-outcome.ts';
import { eventContext } from '../../lottery/events/events.ts';
import { splitTaskId } from '../../lottery/seats/seat-problem.ts';
import type { LostTarget } from '../../lottery/types.ts';
import type { Table } from '../../store/table.ts';
import type { Write } from '../../store/write.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import { readOutcomeInput, type EventGround } from './event-ground.ts';
import { invitations } from './event-letter-store.ts';
import { nextEvent } from './event-lines.ts';
import { openCeremony } from './event-rules.ts';
import { createEvent, putEvent } from './event-store.ts';
import { mootCeremonies, type MootCeremony } from './moot-ceremonies.ts';

/** What the loss of a target comes to (spec, section 5): its lines, who takes the place, and the ceremonies it makes moot. */
export interface TargetLossLines {
  /** `lost-target`, then an `unfilled` for each task of the new target that nobody can take, or the one that says that no reserve is left. */
  readonly lines: readonly [EventRecord, ...EventRecord[]];
  /** The first unused reserve of the stratum; undefined where none is left. */
  readonly successor?: { readonly targetId: string; readonly departments: readonly string[] };
  /** Ceremonies for seats at the lost target, as they were and as they end: there is nothing left to draw in them. */
  readonly moot: readonly MootCeremony[];
}

/**
 * The lines for a target that cannot be inspected (BY-3). `reason` will be published. Nobody names the successor: it is the next ticket's, and who visits it
 * is drawn in the fresh ceremony that the first line opens. Refused with `target-not-drawn`.
 */
export const loseTarget = async (
  stores: Pick<DrawContext['stores'], 'snapshots'>,
  ground: EventGround,
  { target, reason }: { readonly target: string; readonly reason: string },
  now: Instant,
): Promise<Result<TargetLossLines, Refusal>> => {
  const { manifest, ledger, attempt } = ground;
  const stratum = ledger.targets.get(target);
  if (stratum === undefined) return refuse('target-not-drawn', { facts: { target } });
  const lost = nextEvent(ground, { kind: 'lost-target', at: now, stratum, target, reason });
  const applied = applyEvent(hasher, manifest, ledger, lost.line);
  if (!applied.ok) throw new Error(`the loss of ${target} does not follow: ${applied.error}`);
  const moot = mootCeremonies(ground, [lost]);
  const M0 = eventContext(hasher, lost.line as LostTarget);
  const pending = applied.value.pending.get(M0);
  if (pending?.kind !== 'target') return ok({ lines: [lost, nextEvent(ground, { kind: 'unfilled', at: now, stratum }, [lost])], moot });

  const { fillable, unfillable } = fillableTasks(await readOutcomeInput(stores, { ...ground, ledger: applied.value }), applied.value, pending);
  const opened: EventRecord = fillable.length === 0 ? lost : { ...lost, ceremony: openCeremony(M0, attempt, now) };
  const lines: [EventRecord, ...EventRecord[]] = [opened];
  for (const { taskId, certificate } of unfillable) lines.push(nextEvent(ground, { kind: 'unfilled', at: now, taskId, certificate }, lines));
  return ok({ lines, successor: { targetId: pending.target, departments: pending.open.map((taskId) => splitTaskId(taskId).department) }, moot });
};

/** The writes of {@link loseTarget}, with the letters that invite to the ceremony; a conflict means that another line took this place in the chain. */
export const targetLossWrites = (lifecycle: Table, { batch, now }: { readonly batch: EventGround['batch']; readonly now: Instant }, { lines, moot }: TargetLossLines): Write[] => [
  ...lines.map((line) => createEvent(lifecycle, line)),
  ...moot.map(({ before, after }) => putEvent(lifecycle, before, after)),
  ...invitations(lifecycle, { batchId: batch.batchId, leadDepartment: batch.entry.leadDepartment }, lines, now),
];
