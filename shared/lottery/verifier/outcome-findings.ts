import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { applyEvent } from '../events/apply-event.ts';
import { drawnTargets } from '../seats/drawn-targets.ts';
import { eventOutcome, fillableTasks, type OutcomeInput } from '../events/event-outcome.ts';
import { openLedger, type Ledger } from '../events/ledger.ts';
import type { DrawEvent, Officer, Transcript } from '../types.ts';
import { fail, pass, unchecked, type Finding } from './report.ts';
import type { ReadDraw } from './step0-canonical.ts';
import type { Witness } from './witness.ts';

/** What the outcomes of events are computed from: the officers, the targets' regions, and what only witnesses hold. */
export const outcomeInput = (
  { manifest }: Pick<ReadDraw, 'manifest'>,
  transcript: Transcript,
  officers: readonly Officer[],
  witness: Witness,
  rows: readonly Uint8Array[],
): OutcomeInput => {
  const reserves = transcript.reserve.flatMap(({ ids }) => ids);
  const regions = new Map(drawnTargets(rows, [...transcript.drawn, ...reserves]).map(({ id, region }) => [id, region]));
  return { manifest, officers, ...witness, regionOf: (id: string) => regions.get(id) ?? '' };
};

/**
 * Replays the events: each must answer to the seats and reserves as they stand, which needs nothing but the transcript; with what the outcomes are computed from,
 * and not only the names of what of it is lacking, each substitute must be the one drawn.
 */
export const outcomeFindings = (hasher: Hasher, { manifest, events }: ReadDraw, transcript: Transcript, given: OutcomeInput | readonly string[]): readonly Finding[] => {
  const input = 'manifest' in given ? given : null;
  const findings: Finding[] = [];
  let ledger = openLedger(manifest, transcript);
  for (const event of events) {
    const what = `event ${event.seq}, ${event.kind}`;
    const difference = input === null ? null : differenceOf(hasher, input, ledger, event);
    const next = applyEvent(hasher, manifest, ledger, event);
    if (!next.ok || difference !== null) {
      findings.push(fail(what, next.ok ? (difference ?? '') : next.error));
      return findings;
    }
    ledger = next.value;
    if (event.kind === 'replaced' || event.kind === 'unfilled') {
      findings.push('manifest' in given ? pass(what, summaryOf(event)) : unchecked(`${what}: its outcome`, given.join(', ')));
    }
  }
  if (ledger.pending.size > 0) findings.push(unchecked('losses still open', `the outcome of ${ledger.pending.size}`));
  return findings;
};

const summaryOf = (event: DrawEvent): string => {
  if (event.kind === 'replaced') return event.tasks.map(({ taskId, officers }) => `${taskId} ${officers.join(' ')}`).join(', ');
  return 'nobody is left to take it';
};

const differenceOf = (hasher: Hasher, input: OutcomeInput, ledger: Ledger, event: DrawEvent): string | null => {
  if (event.kind === 'replaced') {
    const pending = ledger.pending.get(event.M0);
    if (pending === undefined) return 'no-such-ceremony';
    const { tasks } = eventOutcome(hasher, input, ledger, pending, event.seed);
    const [stated, computed] = [canonicalJson(event.tasks), canonicalJson(tasks)];
    return stated === computed ? null : `stated ${stated}, computed ${computed}`;
  }
  if (event.kind === 'unfilled' && 'taskId' in event) {
    const pendings = [...ledger.pending.values()];
    const known = pendings.flatMap((pending) => fillableTasks(input, ledger, pending).unfillable).find(({ taskId }) => taskId === event.taskId);
    if (known === undefined) return `${event.taskId} can be filled`;
    const isSame = event.certificate === undefined || canonicalJson(event.certificate) === canonicalJson(known.certificate);
    return isSame ? null : 'the certificate does not hold';
  }
  return null;
};
