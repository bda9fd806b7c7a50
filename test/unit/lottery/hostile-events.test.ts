import { describe, expect, test } from 'vitest';
import { chainEvent, eventContext, eventHash, eventLine, type EventBody } from '../../../shared/lottery/events/events.ts';
import { replacedBody } from '../../../shared/lottery/events/event-ceremony.ts';
import { signCommitment, signReveal, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { openHash } from '../../../shared/lottery/ceremony/ceremony.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { transcriptHash } from '../../../shared/lottery/transcript/transcript.ts';
import type { DrawEvent, FailedCeremony, LossEvent, LostTarget, Replaced } from '../../../shared/lottery/types.ts';
import { overall, stepStatus } from '../../../shared/lottery/verifier/report.ts';
import { readPublished } from '../../../shared/lottery/verifier/published.ts';
import { verifyPublished } from '../../../shared/lottery/verifier/verify.ts';
import { folderSource } from '../../../shared/lottery/verifier/folder.ts';
import { EXAMPLE, example, sha256 } from './example.ts';

const { transcript, manifest, events, keys } = example();
const published = await readPublished(folderSource(EXAMPLE.pathname));
const [lost, replaced, , last] = events as unknown as readonly [LostTarget, Replaced, LossEvent, Replaced];
const bodyOf = ({ seq: _seq, prev: _prev, ...body }: DrawEvent): EventBody => body as EventBody;

/** The lines as an operator writes them who holds every file, but no participant's key: numbered and chained anew. */
const chained = (...bodies: readonly EventBody[]): readonly DrawEvent[] =>
  bodies.reduce<readonly DrawEvent[]>((done, body) => [...done, chainEvent(sha256, { transcriptHash: transcriptHash(sha256, transcript), events: done }, body)], []);
const textOf = (lines: readonly DrawEvent[]): string => lines.map((line) => `${eventLine(line)}\n`).join('');

const judged = (lines: readonly DrawEvent[], more: { readonly head?: string; readonly asPublic?: boolean } = {}) => {
  const witness = more.asPublic === true ? { recusals: null, secret: null, seats: null } : {};
  const report = verifyPublished(nodeCrypto, '', { ...published, ...witness, events: textOf(lines), ...(more.head === undefined ? {} : { eventsHead: more.head }) });
  return { failed: report.steps.filter((step) => stepStatus(step) === 'FAIL').map(({ step }) => step), says: overall(report) };
};

const signers = manifest.ceremony.participants.map(({ id }) => ({ id, privateKey: keys[id]?.private ?? '' }));
const r = (n: number): string => String(n).repeat(64).slice(0, 64);

/** A ceremony over `loss` in which those of `signers` with a key take part; `tasks` is what the operator makes of it. */
const held = (loss: LossEvent | FailedCeremony, tasks: Replaced['tasks'], who = signers): EventBody => {
  const M0 = eventContext(sha256, loss);
  const commitments = who.map((signer, n) => signCommitment(nodeCrypto, manifest.suite, M0, signer, r(n + 1)));
  const M1 = openHash(sha256, M0, commitments);
  return replacedBody(nodeCrypto, manifest.suite, { at: replaced.at, M0, commitments, reveals: who.map((signer, n) => signReveal(nodeCrypto, M1, signer, r(n + 1))), tasks });
};

describe('an operator who tampers with what happened after the draw', () => {
  test('[BY-3] the events as they are pass, and with the trail’s head nothing of them is left unchecked', () => {
    expect(judged(events).failed).toEqual([]);
    const whole = judged(events, { head: eventHash(sha256, last) });
    expect([whole.failed, whole.says.includes('completeness of events')]).toEqual([[], false]);
  });

  test('[BY-3] and skips a reserve is caught at step 4, by anyone: the next ticket is who takes the place', () => {
    const [, second = ''] = transcript.reserve.find(({ stratum }) => stratum === lost.stratum)?.ids ?? [];
    expect(second).toMatch(/^[0-9A-Z]{18}$/);
    const skipped = replaced.tasks.map(({ taskId, officers }) => ({ taskId: `${second}${taskId.slice(18)}`, officers }));
    for (const asPublic of [false, true]) {
      const { failed, says } = judged(chained(bodyOf(lost), { ...bodyOf(replaced), tasks: skipped } as EventBody), { asPublic });
      expect([failed, says]).toEqual([[4], 'FAIL at step 4: event 2, replaced: tasks-differ']);
    }
  });

  test('[BY-3] and says that no reserve is left while there is one is caught at step 4', () => {
    const { failed, says } = judged(chained(bodyOf(lost), { kind: 'unfilled', at: lost.at, stratum: lost.stratum }), { asPublic: true });
    expect([failed, says.includes('nothing-to-leave-unfilled')]).toEqual([[4], true]);
  });

  test('[BY-3] and chooses the officers by hand is caught at step 4, by whoever holds the witness files', () => {
    const byHand = replaced.tasks.map((task, n) => (n === 0 ? { ...task, officers: [...task.officers].reverse() } : task));
    expect(judged(chained(bodyOf(lost), { ...bodyOf(replaced), tasks: byHand } as EventBody)).failed).toEqual([4]);
  });

  test('[BY-3] [BY-7] and drops an event is caught at step 0: in the middle by the chain, at the end by the trail’s head', () => {
    expect(judged(events.filter((_, n) => n !== 1)).failed).toContain(0);
    const cut = events.slice(0, 2);
    const unaware = judged(cut);
    expect([unaware.failed, unaware.says.includes('completeness of events')]).toEqual([[], true]);
    expect(judged(cut, { head: eventHash(sha256, last) }).failed).toEqual([0]);
    expect(judged([], { head: eventHash(sha256, last) }).failed).toEqual([0]);
    expect(judged([], { head: transcriptHash(sha256, transcript) }).failed).toEqual([]);
  });

  test('[BY-3] and drops a loss and chains the rest anew is caught at steps 1 and 4: the participants signed for the line where it stood', () => {
    const [, , officerLost, outcome] = events;
    if (officerLost === undefined || outcome?.kind !== 'replaced') throw new Error('the example has a lost officer');
    const anew = chained(bodyOf(officerLost), bodyOf(outcome));
    expect(judged(anew).failed).toEqual([4]);
    const [first] = anew as unknown as readonly [LossEvent];
    expect(judged(chained(bodyOf(officerLost), { ...bodyOf(outcome), M0: eventContext(sha256, first) } as EventBody)).failed).toContain(1);
  });

  test('[BY-3] and holds the ceremony alone is caught at step 1', () => {
    const own = signers.map(({ id }) => ({ id, privateKey: r(9) }));
    expect(judged(chained(bodyOf(lost), held(lost, replaced.tasks, own))).failed).toContain(1);
    expect(judged(chained(bodyOf(lost), held(lost, replaced.tasks, signers.slice(0, 1)))).failed).toContain(1);
  });
});

describe('an operator who forges a failed ceremony', () => {
  const M0 = eventContext(sha256, lost);
  const commitments = [...signers].sort((a, b) => (a.id < b.id ? -1 : 1)).map((signer, n) => signCommitment(nodeCrypto, manifest.suite, M0, signer, r(n + 1)));
  const M1 = openHash(sha256, M0, commitments);
  const reveals = [...signers].sort((a, b) => (a.id < b.id ? -1 : 1)).map((signer, n) => signReveal(nodeCrypto, M1, signer, r(n + 1)));
  const [named, ...others] = [...signers].sort((a, b) => (a.id < b.id ? 1 : -1)) as [(typeof signers)[number], ...(typeof signers)[number][]];
  const bare = { kind: 'failed' as const, at: replaced.at, M0, failed: [{ id: named.id, what: 'reveal' as const }], received: { commitments, reveals: reveals.filter(({ id }) => id !== named.id) } };
  const signedBy = (body: Omit<FailedCeremony, 'seq' | 'prev' | 'sigs'>, who: readonly (typeof signers)[number][]): EventBody => {
    const [, line] = chained(bodyOf(lost), { ...body, sigs: [] }) as unknown as readonly [LostTarget, FailedCeremony];
    const { sigs: _sigs, ...unsigned } = line;
    return { ...body, sigs: who.map((signer) => signVoid(nodeCrypto, manifest.suite, unsigned, signer)).sort((a, b) => (a.id < b.id ? -1 : 1)) };
  };
  const judge = (body: EventBody) => judged(chained(bodyOf(lost), body), { asPublic: true });

  test('[BY-2] [BY-3] a true one, signed by the others, passes, and the next ceremony is bound to it', () => {
    const failure = signedBy(bare, others);
    expect(judge(failure).failed).toEqual([]);
    const [, line] = chained(bodyOf(lost), failure) as unknown as readonly [LostTarget, FailedCeremony];
    expect(judged(chained(bodyOf(lost), failure, held(line, replaced.tasks)), { asPublic: true }).failed).toEqual([]);
    expect(judged(chained(bodyOf(lost), failure, held(lost, replaced.tasks)), { asPublic: true }).failed).toEqual([4]);
  });

  test('[BY-2] without the others’ signatures it is caught at step 1', () => {
    expect(judge(signedBy(bare, [])).failed).toEqual([1]);
    expect(judge(signedBy(bare, others.slice(0, 1))).failed).toEqual([1]);
    expect(judge(signedBy(bare, others.map(({ id }) => ({ id, privateKey: r(9) })))).failed).toEqual([1]);
  });

  test('[BY-2] signed by the one it names, it is caught at step 1', () => {
    expect(judge(signedBy(bare, [named, ...others])).failed).toEqual([1]);
  });

  test('[BY-2] naming one whose message it holds, or nobody, or leaving out who did not send, is caught at step 1', () => {
    expect(judge(signedBy({ ...bare, received: { commitments, reveals } }, others)).failed).toEqual([1]);
    expect(judge(signedBy({ ...bare, failed: [] }, signers)).failed).toEqual([1]);
    expect(judge(signedBy({ ...bare, received: { commitments, reveals: [] } }, others)).failed).toEqual([1]);
  });

  test('[BY-3] of a ceremony that nothing calls for, it is caught at step 4', () => {
    expect(judge(signedBy({ ...bare, M0: r(7), received: { commitments: [], reveals: [] }, failed: [{ id: named.id, what: 'commit' }] }, others)).failed).toEqual([4]);
  });
});
