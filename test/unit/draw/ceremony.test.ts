import { describe, expect, test } from 'vitest';
import { attempt, type Attempt, type AttemptIn } from '../../../shared/draw/record/attempt.ts';
import { takeCommitment, takeReveal } from '../../../shared/draw/ceremony/ceremony-rules.ts';
import { ceremonyTimes } from '../../../shared/draw/record/ceremony-times.ts';
import { closeCommitmentsOf, closeRevealsOf } from '../../../shared/draw/ceremony/close-rules.ts';
import { viewAttempt } from '../../../shared/draw/record/view-attempt.ts';
import { unsignedVoidOf, voidToSign } from '../../../shared/draw/ceremony/void-rules.ts';
import {
  commitmentsAt, isShortageResolved, isVoidApproved, isVoidSigned, missingCommitments, missingVoidSignatures, revealsAt,
} from '../../../shared/draw/record/waits-facts.ts';
import { at, commitmentBy, committing, IDS, revealBy } from './samples.ts';

const commit = (before: Attempt, id: string, time: string): Attempt => {
  const taken = takeCommitment(before, commitmentBy(id), at(time));
  if (!taken.ok || taken.value === 'as-before') throw new Error('not taken');
  return taken.value;
};
const revealing = (): AttemptIn<'revealing'> => {
  const full = IDS.reduce((so, id, i) => commit(so, id, `10:00:0${i}`), committing() as Attempt) as AttemptIn<'committing'>;
  const closed = closeCommitmentsOf(full, at('10:30:00'));
  if (!closed.ok || closed.value.stage !== 'revealing') throw new Error('not closed');
  return closed.value;
};
const withReveals = (ids: readonly string[]): AttemptIn<'revealing'> => {
  const start = revealing();
  return { ...start, reveals: ids.map((id) => ({ ...revealBy(id, start.M1), at: at('13:00:00') })) };
};
const voided = (): AttemptIn<'voiding'> => {
  const closed = closeRevealsOf(withReveals(['lead', 'office']), at('18:00:00'));
  if (!closed.ok || closed.value.stage !== 'voiding') throw new Error('not void');
  return closed.value;
};

describe('commitments', () => {
  test('[BY-1] the second of the manifest is too early and the deadline itself too late', () => {
    const code = (time: string) => {
      const taken = takeCommitment(committing(), commitmentBy('lead'), at(time));
      return taken.ok ? 'taken' : taken.error.code;
    };
    expect(['09:00:00', '09:00:01', '11:59:59', '12:00:00'].map(code)).toEqual(['message-too-early', 'taken', 'taken', 'commitment-late']);
  });

  test('[GY-12] stand open, complete or overdue, naming who is missing', () => {
    const one = commit(committing(), 'office', '10:00:00');
    expect(commitmentsAt(one, at('11:59:59'))).toBe('open');
    expect(commitmentsAt(one, at('12:00:00'))).toBe('overdue');
    expect(missingCommitments(one)).toEqual(['lead', 'notary']);
    expect(commitmentsAt(revealing(), at('17:00:00'))).toBe('complete');
  });

  test('[BY-1] are closed with the moment the last one arrived, however late the step runs', () => {
    expect(revealing().commitmentsClosed).toBe(at('10:00:02'));
  });

  test('[BY-2] that are missing at the deadline void the attempt, without M1', () => {
    const closed = closeCommitmentsOf(commit(committing(), 'office', '10:00:00') as AttemptIn<'committing'>, at('12:00:00'));
    expect(closed).toMatchObject({ ok: true, value: { stage: 'voiding', cause: 'commitments', failed: [{ id: 'lead', what: 'commit' }, { id: 'notary', what: 'commit' }] } });
    expect(closed.ok && 'M1' in closed.value && closed.value.M1).toBe(false);
  });
});

describe('reveals', () => {
  test('[BY-1] in the second the commitments were closed are too early: times must be strictly in order', () => {
    const taken = takeReveal(revealing(), revealBy('lead', revealing().M1), at('10:00:02'));
    expect(taken).toMatchObject({ ok: false, error: { code: 'message-too-early', facts: { from: at('10:00:03') } } });
    expect(viewAttempt(revealing()).revealFrom).toBe(at('10:00:03'));
  });

  test('[BY-1] that are all in give M2 and the seed', () => {
    const closed = closeRevealsOf(withReveals(IDS), at('13:00:00'));
    expect(closed).toMatchObject({ ok: true, value: { stage: 'revealed', revealsClosed: at('13:00:00') } });
  });

  test('[BY-2] that are missing at the deadline void the attempt with M1 and what was received', () => {
    expect(revealsAt(withReveals(['lead', 'office']), at('17:59:59'))).toBe('open');
    expect(voided()).toMatchObject({ cause: 'reveals', M1: revealing().M1, failed: [{ id: 'notary', what: 'reveal' }] });
    expect(voided().reveals).toHaveLength(2);
    expect(() => attempt.parse(voided())).not.toThrow();
  });
});

describe('a void', () => {
  const approval = { by: '联席会议办公室', reason: '公证处未揭示', at: at('18:10:00') };

  test('[BY-2] is approved once its reason is given, and signed once all who did not fail have signed', () => {
    const open = voided();
    expect([isVoidApproved(open), isVoidSigned(open)]).toEqual([false, false]);
    const approved = { ...open, approval };
    expect([isVoidApproved(approved), isVoidSigned(approved)]).toEqual([true, false]);
    const composed = { ...approved, unsigned: voidToSign(unsignedVoidOf(approved, at('18:20:00'))) };
    expect(missingVoidSignatures(composed)).toEqual(['lead', 'office']);
    const signed = { ...composed, sigs: ['lead', 'office'].map((id) => ({ id, sig: '0'.repeat(128) })) };
    expect(isVoidSigned(signed)).toBe(true);
    expect(isVoidSigned({ ...signed, unsigned: undefined })).toBe(false);
  });

  test('[BY-2] records what was received sorted by id, the reason and who approved', () => {
    const record = unsignedVoidOf({ ...voided(), approval }, at('18:20:00'));
    expect(record).toMatchObject({ planId: 'batch-2026-001', drawNo: 1, reason: approval.reason, approvedBy: approval.by, at: at('18:20:00') });
    expect(record.received.commitments.map(({ id }) => id)).toEqual(['lead', 'notary', 'office']);
    expect(record.received.reveals.map(({ id }) => id)).toEqual(['lead', 'office']);
    expect('discarded' in record).toBe(false);
  });

  test('[BY-4] a shortage is unresolved only while the attempt is short', () => {
    expect(isShortageResolved(voided())).toBe(true);
    expect(isShortageResolved({ ...voided(), stage: 'short' } as unknown as Attempt)).toBe(false);
  });
});

describe('the times of an attempt', () => {
  const planned = { commitBy: at('12:00:00'), revealBy: at('18:00:00') };

  test('[GY-12] are the planned ones while they are still to come', () => {
    expect(ceremonyTimes(planned, at('09:00:00'), at('11:00:00'))).toEqual(planned);
  });

  test('[BY-2] keep the planned distances in a later attempt, an hour each at least', () => {
    expect(ceremonyTimes(planned, at('09:00:00'), at('20:00:00'))).toEqual({ commitBy: at('23:00:00'), revealBy: '2026-03-24T05:00:00+08:00' });
    const close = { commitBy: at('09:10:00'), revealBy: at('09:20:00') };
    expect(ceremonyTimes(close, at('09:00:00'), at('20:00:00'))).toEqual({ commitBy: at('21:00:00'), revealBy: at('22:00:00') });
  });
});
