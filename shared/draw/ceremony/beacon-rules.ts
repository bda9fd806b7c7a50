import type { Instant } from '../../kernel/instant.ts';
import { refuse } from '../../kernel/refusal.ts';
import { ok } from '../../kernel/result.ts';
import { outputOf, timeOfRound } from '../../lottery/manifest/beacon.ts';
import { isSignatureOfRound } from '../../lottery/ceremony/beacon-signature.ts';
import { checkReceipt } from '../../lottery/ceremony/ceremony-check.ts';
import { seedOf } from '../../lottery/ceremony/ceremony.ts';
import type { Receipt } from '../../lottery/types.ts';
import { firstRoundOf } from '../record/beacon-times.ts';
import { circleOfMeeting, type Taken } from './ceremony-rules.ts';
import type { Attempt } from '../record/attempt.ts';
import { crypto, hasher } from '../record/draw-crypto.ts';
import type { SignedRound } from '../record/fields.ts';

/** A receipt for M2 at `now`: of one who revealed, once, strictly before the first round exists, signed over M2 (BY-1). */
export const takeReceipt = (attempt: Attempt, sent: Receipt, now: Instant): Taken => {
  const receipts = 'receipts' in attempt ? (attempt.receipts ?? []) : [];
  const before = receipts.find(({ id }) => id === sent.id);
  if (before?.sig === sent.sig) return ok('as-before');
  if (before !== undefined) return refuse('receipt-twice', { facts: { id: sent.id } });
  if (attempt.stage !== 'receipting') return refuse('draw-not-open', { facts: { stage: attempt.stage } });
  const by = firstRoundOf(attempt) ?? now;
  if (now >= by) return refuse('receipt-late', { facts: { by } });
  if (!attempt.reveals.some(({ id }) => id === sent.id)) return refuse('receipt-without-reveal', { facts: { id: sent.id } });
  const checked = checkReceipt(crypto, circleOfMeeting(attempt), attempt.M2, sent);
  if (!checked.ok) return refuse('signature-wrong', { facts: { id: sent.id } });
  return ok({ ...attempt, receipts: [...attempt.receipts, { ...checked.value, at: now }] });
};

/**
 * A round at `now`, from whoever brings it: one of the manifest's, which exists, with its network's signature. That is checked, so nobody is trusted;
 * with the last one the seed exists (BY-1).
 */
export const takeRound = (attempt: Attempt, { type, round, signature }: SignedRound, now: Instant): Taken => {
  const outputs = 'outputs' in attempt ? (attempt.outputs ?? []) : [];
  const isThis = (other: { readonly type: string; readonly round: number }): boolean => other.type === type && other.round === round;
  if (outputs.some((one) => isThis(one) && one.signature === signature)) return ok('as-before');
  if (attempt.beacons?.some(isThis) !== true) return refuse('beacon-unknown', { facts: { round } });
  if (attempt.stage !== 'awaiting-beacon') return refuse('draw-not-open', { facts: { stage: attempt.stage } });
  const from = timeOfRound(round);
  if (now < from) return refuse('beacon-too-early', { facts: { round, from } });
  const sha256 = crypto.hasher('SHA-256');
  if (isSignatureOfRound(sha256, { type, round, signature }) !== true) return refuse('beacon-false', { facts: { round } });
  const all = [...outputs, { type, round, signature, output: outputOf(sha256, signature) }];
  const inOrder = attempt.beacons.flatMap((wanted) => all.filter((one) => one.type === wanted.type && one.round === wanted.round));
  if (inOrder.length < attempt.beacons.length) return ok({ ...attempt, outputs: inOrder });
  return ok({ ...attempt, stage: 'revealed', outputs: inOrder, seed: seedOf(hasher, attempt.M2, inOrder) });
};
