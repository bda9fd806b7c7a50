import { describe, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { applyEvent } from '../../../shared/lottery/events/apply-event.ts';
import { isValidCertificate } from '../../../shared/lottery/seats/certificate.ts';
import { checkFailedCeremony } from '../../../shared/lottery/events/event-ceremony.ts';
import { eventOutcome, fillableTasks } from '../../../shared/lottery/events/event-outcome.ts';
import { chainEvent, eventContext, lossSubject, type EventBody } from '../../../shared/lottery/events/events.ts';
import { findFeasible } from '../../../shared/lottery/seats/feasible-seats.ts';
import { openLedger, type Ledger } from '../../../shared/lottery/events/ledger.ts';
import { signCommitment, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { seatProblem } from '../../../shared/lottery/seats/seat-problem.ts';
import type { DrawEvent, FailedCeremony, LossEvent } from '../../../shared/lottery/types.ts';
import { must, sha256 } from './example.ts';
import { directoriesOf, officerOf, rehearseDraw, secretOf, SIGNERS, type Setup } from './rehearse-draw.ts';
import { hexOf } from './seeded.ts';

const at = instant('2026-04-02T09:00:00+08:00');

/** A draw whose ledger each event moves on; who is drawn follows from `hexOf(9)` in place of a ceremony's seed. */
const after = (setup: Setup) => {
  const { manifest, transcript } = rehearseDraw(setup);
  const { officers, recusals, secret } = directoriesOf(setup);
  const input = { manifest, officers, recusals, secret, regionOf: () => '310115' };
  const events: DrawEvent[] = [];
  let ledger: Ledger = openLedger(manifest, transcript);
  const add = (body: EventBody): DrawEvent => {
    const event = chainEvent(sha256, { transcriptHash: hexOf(1), events }, body);
    ledger = must(applyEvent(sha256, manifest, ledger, event));
    events.push(event);
    return event;
  };
  const [part] = transcript.assignments;
  const tasks = part !== undefined && 'tasks' in part ? part.tasks : [];
  const drawnIn = (stratum: string): readonly string[] => [...ledger.targets].flatMap(([id, code]) => (code === stratum ? [id] : []));
  const loseOfficer = (taskId: string, officer: string): LossEvent => add({ kind: 'lost-officer', at, taskId, officer, reason: 'illness', evidence: 'filed' }) as LossEvent;
  const loseTarget = (target: string, stratum: string): LossEvent => add({ kind: 'lost-target', at, target, stratum, reason: 'deregistered' }) as LossEvent;
  const replace = (loss: LossEvent): readonly (readonly string[])[] => {
    const M0 = eventContext(sha256, loss);
    const pending = ledger.pending.get(M0);
    if (pending === undefined) throw new Error('nothing is pending');
    const { tasks: drawn } = eventOutcome(sha256, input, ledger, pending, hexOf(9));
    add({ kind: 'replaced', at, M0, commitments: [], M1: hexOf(2), reveals: [], M2: hexOf(3), seed: hexOf(9), tasks: drawn });
    return drawn.map((task) => task.officers);
  };
  return { transcript, manifest, input, tasks, drawnIn, loseOfficer, loseTarget, replace, ledger: () => ledger };
};

describe('readings of the rules', () => {
  test('1: a loss in other words is the same loss', () => {
    const loss = { seq: 1, prev: hexOf(1), at, kind: 'lost-officer', taskId: 't', officer: 'o', reason: 'illness', evidence: 'a' } as const;
    expect(lossSubject({ ...loss, reason: 'travel', evidence: 'b' })).toBe(lossSubject(loss));
    expect(lossSubject({ ...loss, officer: 'p' })).not.toBe(lossSubject(loss));
  });

  test('4: where only one participant has not failed, that one signature is enough, and none is not', () => {
    const participants = SIGNERS.map(({ id, privateKey }) => ({ id, role: 'other' as const, key: nodeCrypto.publicKey(privateKey) }));
    const [, , notary] = SIGNERS;
    if (notary === undefined) throw new Error('three signers');
    const M0 = hexOf(4);
    const commitments = [signCommitment(nodeCrypto, 'SHA-256', M0, notary, secretOf(2))];
    const failed = [{ id: 'conference-office', what: 'commit' as const }, { id: 'lead-department', what: 'commit' as const }];
    const line = { seq: 2, prev: hexOf(5), at, kind: 'failed' as const, M0, failed, received: { commitments, reveals: [] } };
    const check = (event: FailedCeremony) => checkFailedCeremony(nodeCrypto, 'SHA-256', participants, event);
    expect(check({ ...line, sigs: [signVoid(nodeCrypto, 'SHA-256', line, notary)] })).toEqual({ ok: true, value: null });
    expect(check({ ...line, sigs: [] })).toEqual({ ok: false, error: 'too-few-signatures' });
    const two = { ...line, failed: failed.slice(1) };
    expect(check({ ...two, sigs: [signVoid(nodeCrypto, 'SHA-256', two, notary)] })).toEqual({ ok: false, error: 'too-few-signatures' });
  });

  test('[BY-4] 9: one certificate covers the unmet seats of two regions together, and a smaller one is accepted too', () => {
    const officers = [officerOf(1, { regions: ['310101'], cap: 9 }), officerOf(2, { regions: ['310104'], cap: 9 }), officerOf(3, { regions: ['310115'] }), officerOf(4, { regions: ['310115'] })];
    const rules = { department: { code: '01', seats: 2 }, officers, recusals: [], visit: { from: '20260401', to: '20260430' } };
    const id = (n: number): string => `9131000000000000${String(n).padStart(2, '0')}`;
    const problem = seatProblem(rules, [{ id: id(1), region: '310101' }, { id: id(2), region: '310104' }, { id: id(3), region: '310115' }]);
    const found = findFeasible(problem);
    if (found.feasible) throw new Error('two regions have one officer each');
    expect(found.certificate).toEqual({ tasks: [`${id(1)}01`, `${id(2)}01`], seats: 4, officers: ['0100001', '0100002'], usable: 2, short: 2 });
    expect(isValidCertificate(problem, { tasks: [`${id(1)}01`], seats: 2, officers: ['0100001'], usable: 1, short: 1 })).toBe(true);
  });

  test('[BY-3] 10: two targets lost before any ceremony take two reserves, in ticket order', () => {
    const play = after({ reserve: 2 });
    const [first = '', second = ''] = play.transcript.reserve[0]?.ids ?? [];
    const [a = '', b = ''] = play.drawnIn('A');
    play.loseTarget(a, 'A');
    play.loseTarget(b, 'A');
    expect(play.ledger().targets.has(first) && play.ledger().targets.has(second)).toBe(true);
    expect([...play.ledger().pending.values()].map((pending) => (pending.kind === 'target' ? pending.target : ''))).toEqual([first, second]);
  });

  test('[BY-3] 11: when the target is lost, the pending seat of its lost officer is moot, and so are those of a replacement lost in turn', () => {
    const play = after({ reserve: 2 });
    const task = play.tasks.find(({ taskId }) => play.drawnIn('A').includes(taskId.slice(0, 18)));
    if (task === undefined) throw new Error('someone of stratum A is drawn');
    const officer = play.loseOfficer(task.taskId, task.officers[0] ?? '');
    const target = play.loseTarget(task.taskId.slice(0, 18), 'A');
    expect([...play.ledger().pending.keys()]).toEqual([eventContext(sha256, target)]);
    expect(play.ledger().pending.has(eventContext(sha256, officer))).toBe(false);
    const again = play.loseTarget(play.transcript.reserve[0]?.ids[0] ?? '', 'A');
    expect([...play.ledger().pending.keys()]).toEqual([eventContext(sha256, again)]);
  });

  test('[BY-3] 12: the certificate of an unfilled task counts who still has room under min(cap, B + 1)', () => {
    // Two officers share twelve seats, six each; B* 6, beta 1: up to eight for the first, while the second is at his cap.
    const play = after({ officers: [officerOf(1), officerOf(2, { cap: 6 })] });
    const target = play.transcript.reserve[0]?.ids[0] ?? '';
    const pending = { kind: 'target', target, open: [`${target}01`] } as const;
    expect(fillableTasks(play.input, play.ledger(), pending)).toEqual({
      fillable: [],
      unfillable: [{ taskId: `${target}01`, certificate: { tasks: [`${target}01`], seats: 2, officers: ['0100001'], usable: 1, short: 1 } }],
    });
  });

  test('[BY-3] 13: a substitute stands where the lost officer stood, and a seat still empty is not written', () => {
    const play = after({});
    const [task] = play.tasks;
    const [one = '', two = ''] = task?.officers ?? [];
    const first = play.loseOfficer(task?.taskId ?? '', one);
    const second = play.loseOfficer(task?.taskId ?? '', two);
    const [written] = play.replace(second);
    expect(written).toHaveLength(1);
    expect(play.ledger().tasks.get(task?.taskId ?? '')?.officers).toEqual([null, written?.[0]]);
    const [full] = play.replace(first);
    expect(full?.[1]).toBe(written?.[0]);
    expect(full).toHaveLength(2);
    expect([one, two].some((lost) => full?.includes(lost))).toBe(false);
  });
});
