import { defect, type Defect } from './defect.ts';

/** Mistakes in how the record is written. */
export const IN_THE_RECORD: readonly Defect[] = [
  defect('version-not-checked', 'GY-1', 'a change is written without the condition on its version: a dropped condition', 'shared/store/write.ts',
    '      Item: item,\n      ...condition(expected),', '      Item: item,'),
  defect('head-apart', 'GY-1', 'the audit entry and the head of its chain are written in a transaction of their own', 'shared/audit/commit.ts',
    'const done = await stores.transact([...own, ...chainWrites(stores.lifecycle, entry, isListed)]);',
    'const done = own.length === 0 ? { ok: true } : await stores.transact(own); if (done.ok) await stores.transact(chainWrites(stores.lifecycle, entry, isListed));'),
  defect('receipt-apart', 'GY-24', 'the receipt of a command is not written in the transaction of its effect', 'shared/audit/commit.ts',
    'const own = [...writes, ...idempotencyWrite(stores.lifecycle, act, deed)];',
    'const own = [...writes]; if (attemptOf(act)) await stores.transact(idempotencyWrite(stores.lifecycle, act, deed)); function attemptOf(a) { return a.idempotency !== undefined && a.actor.kind === "person"; }'),
  defect('head-not-advanced', 'BY-7', 'the head keeps the hash of the entry before', 'shared/audit/commit.ts', 'seq: entry.seq, hash: entry.hash };', 'seq: entry.seq, hash: entry.prev };'),
  defect('reveal-unaudited', 'GY-1', 'a reveal is stored without its audit entry', 'shared/draw/record/change-attempt.ts',
    'const done = await commit(stores, act, deed, [putAttempt(stores.lifecycle, before, after), ...(decided.value.writes ?? [])]);',
    "const bare = deed.action === 'draw.reveal' ? await stores.transact([putAttempt(stores.lifecycle, before, after)]) : undefined; const done = bare === undefined ? await commit(stores, act, deed, [putAttempt(stores.lifecycle, before, after), ...(decided.value.writes ?? [])]) : bare.ok ? bare : { ok: false, error: { code: 'changed-meanwhile' } };"),
  defect('conflict-swallowed', 'GY-1', 'a form that somebody else changed first is answered as if the change had been made', 'shared/inspection/change-form.ts',
    "if (done.error.code !== 'changed-meanwhile' || ifMatch !== undefined || attempt === ATTEMPTS) return done;", 'return ok(after);'),
  defect('answered-without-receipt', 'GY-24', 'who hands in what a colleague handed in already gets an answer and no receipt', 'shared/draw/record/change-attempt.ts',
    'const received = await receiveAgain(stores, act, view);', 'const received: { ok: true } = { ok: true };'),
  defect('private-in-the-trail', 'NR-11', 'what is private to an officer goes into the trail with a change', 'shared/registry/change-inspector.ts', 'before: withoutPrivate(before),', 'before,'),
  defect('counted-twice', 'GY-21', 'a form that goes on is counted as organised once more', 'shared/inspection/progress-step.ts', "organised: newly(before, after, 'organised'),", "organised: Number(formHasReached(after.stage, 'organised') && before.stage !== after.stage),"),
];
