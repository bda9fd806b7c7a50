import type { CheckCrypto, Suite } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { byBytes } from '../encoding/bytes.ts';
import { openHash, revealsHash, seedOf } from '../ceremony/ceremony.ts';
import { type Circle } from '../ceremony/ceremony-check.ts';
import { areSorted, checkReceived, checkVoidSignatures } from '../ceremony/check-void.ts';
import type { FailedCeremony, Hex, Participant, Replaced, SignedValue } from '../types.ts';
import { voidSigningMessage } from '../ceremony/void-record.ts';

export type EventCeremonyRefusal =
  | 'too-few-participants'
  | 'order'
  | 'bad-commitment'
  | 'bad-reveal'
  | 'not-all-revealed'
  | 'M1-differs'
  | 'M2-differs'
  | 'seed-differs'
  | 'failed-not-the-missing'
  | 'unknown-participant'
  | 'bad-signature'
  | 'too-few-signatures';

/** How many must commit to a ceremony after a loss. */
const LEAST = 2;

/** M1, M2 and the seed of a fresh ceremony without beacons, everyone who committed having revealed. */
export const eventSeed = (
  crypto: CheckCrypto,
  suite: Suite,
  M0: Hex,
  commitments: readonly SignedValue[],
  reveals: readonly SignedValue[],
): { readonly M1: Hex; readonly M2: Hex; readonly seed: Hex } => {
  const hasher = crypto.hasher(suite);
  const M1 = openHash(hasher, M0, commitments);
  const M2 = revealsHash(hasher, M1, reveals);
  return { M1, M2, seed: seedOf(hasher, M2) };
};

/** The `replaced` line, before it takes its place in the chain: the ceremony held, and the tasks that `eventOutcome` drew from its seed. */
export const replacedBody = (
  crypto: CheckCrypto,
  suite: Suite,
  held: Pick<Replaced, 'at' | 'M0' | 'commitments' | 'reveals' | 'tasks'>,
): Omit<Replaced, 'seq' | 'prev'> => {
  const commitments = [...held.commitments].sort((a, b) => byBytes(a.id, b.id));
  const reveals = [...held.reveals].sort((a, b) => byBytes(a.id, b.id));
  return { ...held, kind: 'replaced', commitments, reveals, ...eventSeed(crypto, suite, held.M0, commitments, reveals) };
};

/** Checks the ceremony inside a `replaced` line: at least two participants, all of whom revealed. */
export const checkReplacedCeremony = (
  crypto: CheckCrypto,
  suite: Suite,
  participants: readonly Participant[],
  event: Replaced,
): Result<null, EventCeremonyRefusal> => {
  const { M0, commitments, reveals } = event;
  if (commitments.length < LEAST) return err('too-few-participants');
  if (!areSorted(commitments, reveals)) return err('order');
  const expected = eventSeed(crypto, suite, M0, commitments, reveals);
  if (event.M1 !== expected.M1) return err('M1-differs');
  const checked = checkReceived(crypto, { suite, participants, M0 }, { commitments, reveals }, event.M1);
  if (!checked.ok) return checked;
  if (reveals.length !== commitments.length) return err('not-all-revealed');
  if (event.M2 !== expected.M2) return err('M2-differs');
  return event.seed === expected.seed ? ok(null) : err('seed-differs');
};

/** Checks a `failed` line: it names those missing at the step, commitments only where fewer than two came, and is signed by participants who did not fail. */
export const checkFailedCeremony = (
  crypto: CheckCrypto,
  suite: Suite,
  participants: readonly Participant[],
  event: FailedCeremony,
): Result<null, EventCeremonyRefusal> => {
  const { M0, failed, received, sigs } = event;
  const circle: Circle = { suite, participants, M0 };
  if (!areSorted(failed, sigs, received.commitments, received.reveals)) return err('order');
  if (failed.some(({ id }) => !participants.some((one) => one.id === id))) return err('unknown-participant');
  const checked = checkReceived(crypto, circle, received, openHash(crypto.hasher(suite), M0, received.commitments));
  if (!checked.ok) return checked;
  if (!namesTheMissing(event)) return err('failed-not-the-missing');
  return checkVoidSignatures(crypto, participants, failed, sigs, voidSigningMessage(crypto.hasher(suite), event));
};

const namesTheMissing = ({ failed, received }: FailedCeremony): boolean => {
  const has = (values: readonly SignedValue[], id: string): boolean => values.some((value) => value.id === id);
  if (failed.length === 0) return false;
  if (failed.every(({ what }) => what === 'commit')) {
    // Where two have committed, the ceremony goes on without the others.
    return received.commitments.length < LEAST && received.reveals.length === 0 && failed.every(({ id }) => !has(received.commitments, id));
  }
  const missing = received.commitments.filter(({ id }) => !has(received.reveals, id));
  return missing.length === failed.length && missing.every(({ id }, i) => failed[i]?.id === id && failed[i]?.what === 'reveal');
};
