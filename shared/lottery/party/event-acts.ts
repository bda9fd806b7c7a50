import type { DrawCrypto } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { openHash } from '../ceremony/ceremony.ts';
import { checkCommitment, type Circle } from '../ceremony/ceremony-check.ts';
import { checkFailedCeremony } from '../events/event-ceremony.ts';
import { checkEventChain, eventContext, lossSubject } from '../events/events.ts';
import { drawSubject, signCommitment, signReveal, signVoid } from '../ceremony/participant.ts';
import type { DrawEvent, FailedCeremony, Hex, LossEvent, Manifest, Receipt, SignedValue } from '../types.ts';
import type { Act, PartyRefusal } from './act.ts';
import { belied, committedTo } from './belied.ts';
import { linesOf, type Notebook } from './notebook.ts';

/** The ceremony that a line of the events calls for: its M0, the loss it is for, and the M0 of the ceremonies for it that came to nothing. */
interface Call {
  readonly M0: Hex;
  readonly subject: string;
  readonly failed: readonly Hex[];
}

/** A draw and what is published of its time since. */
export interface Since {
  readonly manifest: Manifest;
  readonly events: readonly DrawEvent[];
}

const isLoss = (event: DrawEvent): event is LossEvent => event.kind === 'lost-target' || event.kind === 'lost-officer';

/** Follows the `failed` lines back to their loss; each must bear the signatures it needs, and be true as far as the notebook knows. */
const callOf = (crypto: DrawCrypto, notebook: Notebook, { manifest, events }: Since, seq: number): Result<Call, PartyRefusal> => {
  const hasher = crypto.hasher(manifest.suite);
  const [first] = events;
  if (first === undefined || !checkEventChain(hasher, first.prev, events).ok) return err('events-wrong');
  const line = events.find((event) => event.seq === seq);
  const callers = events.flatMap((event) => (isLoss(event) || event.kind === 'failed' ? [event] : []));
  const failed: Hex[] = [];
  let caller = callers.find((event) => event === line);
  if (caller === undefined) return err('no-such-loss');
  const M0 = eventContext(hasher, caller);
  while (caller.kind === 'failed') {
    const { M0: before, seq: own }: FailedCeremony = caller;
    if (!checkFailedCeremony(crypto, manifest.suite, manifest.ceremony.participants, caller).ok) return err('events-wrong');
    const wrong = belied(notebook, caller);
    if (wrong !== null) return err(wrong);
    failed.push(before);
    caller = callers.find((event) => event.seq < own && eventContext(hasher, event) === before);
    if (caller === undefined) return err('events-wrong');
  }
  return ok({ M0, subject: `${drawSubject(manifest)} ${lossSubject(caller)}`, failed });
};

const isInvited = ({ key }: Notebook, { ceremony: { participants } }: Manifest): Result<void, PartyRefusal> => {
  const invited = participants.find(({ id }) => id === key.id);
  if (invited === undefined) return err('not-invited');
  return invited.key === key.publicKey ? ok(undefined) : err('another-key');
};

/** [BY-3] A commitment to the secret `r` for the ceremony that line `seq` calls for: one per loss, whatever the line's wording; again only after a published `failed` line. */
export const commitAfter = (crypto: DrawCrypto, notebook: Notebook, since: Since, seq: number, r: Hex): Result<Act<SignedValue>, PartyRefusal> => {
  const invited = isInvited(notebook, since.manifest);
  if (!invited.ok) return invited;
  const call = callOf(crypto, notebook, since, seq);
  if (!call.ok) return call;
  const { M0, subject, failed } = call.value;
  const before = committedTo(notebook, M0);
  const { id, privateKey } = notebook.key;
  if (before !== undefined) return ok({ message: { id, value: before.value, sig: before.sig } });
  const others = linesOf(notebook, 'committed').filter((line) => line.subject === subject && !failed.includes(line.M0));
  if (others.length > 0) return err('another-line');
  const message = signCommitment(crypto, since.manifest.suite, M0, { id, privateKey }, r);
  return ok({ message, line: { kind: 'committed', subject, M0, r, value: message.value, sig: message.sig } });
};

/** [BY-3] The reveal, over the commitments of two at least, each signed, ours as we sent it. One reveal per ceremony. */
export const revealAfter = (crypto: DrawCrypto, notebook: Notebook, since: Since, seq: number, commitments: readonly SignedValue[]): Result<Act<SignedValue>, PartyRefusal> => {
  const call = callOf(crypto, notebook, since, seq);
  if (!call.ok) return call;
  const { M0 } = call.value;
  const { suite, ceremony: { participants } } = since.manifest;
  const own = committedTo(notebook, M0);
  if (own === undefined) return err('not-committed');
  if (commitments.find(({ id }) => id === notebook.key.id)?.value !== own.value) return err('own-commitment-changed');
  const circle: Circle = { suite, participants, M0 };
  const areSigned = commitments.every((one, at) => checkCommitment(crypto, circle, commitments.slice(0, at), one).ok);
  if (!areSigned || commitments.length < 2) return err('commitments-wrong');
  const M1 = openHash(crypto.hasher(suite), M0, commitments);
  const before = linesOf(notebook, 'revealed').find((line) => line.M0 === M0);
  if (before !== undefined && before.M1 !== M1) return err('another-reveal-signed');
  const { id, privateKey } = notebook.key;
  const message = signReveal(crypto, M1, { id, privateKey }, own.r);
  return ok(before === undefined ? { message, line: { kind: 'revealed', M0, M1, sig: message.sig } } : { message });
};

/** [BY-2] [BY-3] The signature under a `failed` line: not if it names us though we sent, nor if it leaves out what we sent, nor if it is not the next line. */
export const signFailedLine = (crypto: DrawCrypto, notebook: Notebook, since: Since, line: Omit<FailedCeremony, 'sigs'>): Result<Act<Receipt>, PartyRefusal> => {
  const { manifest, events } = since;
  const invited = isInvited(notebook, manifest);
  if (!invited.ok) return invited;
  const hasher = crypto.hasher(manifest.suite);
  const [first] = events;
  const caller = events.find((event) => (isLoss(event) || event.kind === 'failed') && eventContext(hasher, event) === line.M0);
  if (first === undefined || caller === undefined) return err('no-such-loss');
  const whole: FailedCeremony = { ...line, sigs: [] };
  if (!checkEventChain(hasher, first.prev, [...events, whole]).ok) return err('events-wrong');
  const { id, privateKey } = notebook.key;
  const wrong = belied(notebook, line);
  if (wrong !== null) return err(wrong);
  if (line.failed.some((one) => one.id === id)) return err('own-failure');
  // Nobody has signed yet, so that is all that may be wrong with it.
  const checked = checkFailedCeremony(crypto, manifest.suite, manifest.ceremony.participants, whole);
  if (!checked.ok && checked.error !== 'too-few-signatures') return err('void-wrong');
  const message = signVoid(crypto, manifest.suite, line, { id, privateKey });
  const isSigned = linesOf(notebook, 'void-signed').some(({ sig }) => sig === message.sig);
  return ok(isSigned ? { message } : { message, line: { kind: 'void-signed', M0: line.M0, sig: message.sig } });
};
