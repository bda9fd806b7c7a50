import { canonicalJson } from '../../kernel/canonical-json.ts';
import { byBytes, utf8 } from '../../lottery/encoding/bytes.ts';
import { chainEvent, type EventBody } from '../../lottery/events/events.ts';
import type { DrawEvent, FailedCeremony } from '../../lottery/types.ts';
import { toSigned } from '../record/attempt.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventCeremony, EventFailure } from './draw-event.ts';

/** The `failed` line of a ceremony as it is signed now. */
export interface FailureToSign {
  /** The line without its signatures. */
  readonly line: Omit<FailedCeremony, 'sigs'>;
  /** Canonical JSON of `line`, and its hash: participants sign `"sj-voidsig/1\0" ‖ digest`. */
  readonly record: string;
  readonly digest: string;
  /** The signatures that are for this line, sorted by id. */
  readonly sigs: readonly { readonly id: string; readonly sig: string }[];
  /** Participants who did not fail and whose signature is missing. */
  readonly missing: readonly string[];
}

type Failing = EventCeremony & { readonly failure: EventFailure };

/**
 * What is to be signed under a ceremony declared failed. The line stands after the last of `events`, so a line that comes in between
 * gives it another place, and the signatures under the old one no longer count.
 */
export const failureOf = (ceremony: Failing, events: readonly { readonly line: DrawEvent }[]): FailureToSign => {
  const { M0, failure, participants } = ceremony;
  const lines = events.map(({ line }) => line);
  const at = [failure.at, lines.at(-1)?.at ?? failure.at].sort(byBytes).at(-1) ?? failure.at;
  const received = { commitments: byId(ceremony.commitments.map(toSigned)), reveals: byId(ceremony.reveals.map(toSigned)) };
  const body: EventBody = { kind: 'failed', at, M0, failed: failure.failed, received, sigs: [] };
  // A loss comes before every failure, so the chain never begins here.
  const { sigs: _none, ...line } = chainEvent(hasher, { transcriptHash: '', events: lines }, body) as FailedCeremony;
  const record = canonicalJson(line);
  const digest = hasher.hex(utf8(record));
  const sigs = byId(failure.sigs.filter(({ over }) => over === digest).map(({ id, sig }) => ({ id, sig })));
  const isFaithful = (id: string): boolean => failure.failed.every((one) => one.id !== id);
  return { line, record, digest, sigs, missing: participants.map(({ id }) => id).filter((id) => isFaithful(id) && sigs.every((one) => one.id !== id)) };
};

/** True for a ceremony that is declared failed and not over yet. */
export const isFailing = (ceremony: EventCeremony): ceremony is Failing => ceremony.stage === 'open' && ceremony.failure !== undefined;

const byId = <T extends { readonly id: string }>(people: readonly T[]): T[] => [...people].sort((a, b) => byBytes(a.id, b.id));
