import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { certificateInWords } from '../../../shared/lottery/seats/certificate.ts';
import { eventSeed, replacedBody } from '../../../shared/lottery/events/event-ceremony.ts';
import { applyEvent } from '../../../shared/lottery/events/apply-event.ts';
import { eventOutcome, fillableTasks } from '../../../shared/lottery/events/event-outcome.ts';
import { chainEvent, eventContext, eventLine, type EventBody } from '../../../shared/lottery/events/events.ts';
import { forecastShortages } from '../../../shared/lottery/seats/forecast.ts';
import { inclusionPath } from '../../../shared/lottery/directory/inclusion.ts';
import { openLedger, type Ledger } from '../../../shared/lottery/events/ledger.ts';
import { linesToText } from '../../../shared/lottery/encoding/list-text.ts';
import { leafHash } from '../../../shared/lottery/directory/merkle.ts';
import { signCommitment, signReveal, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { transcriptHash, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { DrawEvent, FailedCeremony, LossEvent } from '../../../shared/lottery/types.ts';
import { checkFirm } from '../../../shared/lottery/verifier/firm.ts';
import { verifyDraw } from '../../../shared/lottery/verifier/verify.ts';
import { must, sha256 } from './example.ts';
import { failedSteps, memorySource, uncheckedNames, verifyFiles } from './memory-source.ts';
import { directoriesOf, officerOf, rehearseDraw, secretOf, SIGNERS, type Rehearsed, type Setup } from './rehearse-draw.ts';
import { hexOf } from './seeded.ts';

describe('a draw whose inspectors do not suffice', () => {
  const short = rehearseDraw({ officers: [officerOf(1), officerOf(2, { cap: 3 })], quantity: 6 });

  test('[BY-4] publishes a certificate instead of an assignment, and passes', async () => {
    const [part] = short.transcript.assignments;
    if (part === undefined || !('infeasible' in part)) throw new Error('two officers cannot fill six visits');
    expect(part.infeasible).toMatchObject({ seats: 12, usable: 9, short: 3 });
    expect(short.files['witness/seats.json']).toBe('[]');
    expect(failedSteps(await verifyFiles(short.files))).toEqual([]);
    expect(certificateInWords({ code: '01', seats: 2 }, part.infeasible, () => '310115')).toEqual({
      department: '01', specialty: null, regions: [{ region: '310115', visits: 6, seats: 12 }], visits: 6, seats: 12, officers: 2, usable: 9, short: 3,
    });
  });

  test('[BY-4] a certificate that claims too much, or stands where an assignment exists, fails in step 4', async () => {
    const [part] = short.transcript.assignments;
    if (part === undefined || !('infeasible' in part)) throw new Error('infeasible by construction');
    const bent = { ...part, infeasible: { ...part.infeasible, usable: 8, short: 4 } };
    const fewer = { ...part, infeasible: { ...part.infeasible, tasks: part.infeasible.tasks.slice(1), seats: 10, usable: 8, short: 2 } };
    for (const assignment of [bent, fewer]) {
      const text = transcriptText({ ...short.transcript, assignments: [assignment] });
      expect([assignment === bent, failedSteps(await verifyFiles({ ...short.files, 'transcript.json': text }))]).toEqual(assignment === bent ? [true, [4]] : [false, []]);
    }
    const enough = rehearseDraw({});
    const claimed = transcriptText({ ...enough.transcript, assignments: [part] });
    expect(failedSteps(await verifyFiles({ ...enough.files, 'transcript.json': claimed }))).toEqual([4]);
  });

  test('[BY-4] a forecast names the region that may turn out short before anyone is drawn', () => {
    const rules = { department: { code: '01', seats: 2 }, officers: [officerOf(1), officerOf(2, { cap: 3 })], recusals: [], visit: { from: '20260401', to: '20260430' } };
    const eligible = [{ region: '310115', stratum: 'A', rows: 4 }, { region: '310115', stratum: 'B', rows: 9 }, { region: '440101', stratum: 'A', rows: 1 }];
    expect(forecastShortages(rules, [{ code: 'A', k: 6 }, { code: 'B', k: 1 }], eligible)).toEqual([
      { department: '01', specialty: null, region: '310115', visits: 5, seats: 10, officers: 2, usable: 8, short: 2 },
      { department: '01', specialty: null, region: '440101', visits: 1, seats: 2, officers: 0, usable: 0, short: 2 },
    ]);
  });
});

describe('draws that are not fully public', () => {
  test('[BY-1] a sealed draw is unchecked before its date, and afterwards must be the one that was sealed', async () => {
    const { files, transcript, manifest } = rehearseDraw();
    const { M0, M1, M2 } = transcript;
    const sealed = (hash: string): string => canonicalJson({ manifest, M0, M1, M2, transcriptHash: hash, openOn: '2026-05-01' });
    const before = await verifyFiles({ 'sealed.json': sealed(transcriptHash(sha256, transcript)) });
    expect([failedSteps(before), uncheckedNames(before)]).toEqual([[], expect.arrayContaining(['the ceremony'])]);
    expect(failedSteps(await verifyFiles({ ...files, 'sealed.json': sealed(transcriptHash(sha256, transcript)) }))).toEqual([]);
    expect(failedSteps(await verifyFiles({ ...files, 'sealed.json': sealed(hexOf(3)) }))).toEqual([0]);
    for (const change of [{ M0: hexOf(3) }, { M1: hexOf(3) }, { M2: hexOf(3) }, { manifest: { ...manifest, beta: 2 } }]) {
      const other = canonicalJson({ ...(JSON.parse(sealed(transcriptHash(sha256, transcript))) as object), ...change });
      expect(failedSteps(await verifyFiles({ ...files, 'sealed.json': other }))).toContain(0);
    }
  });

  test('[BY-1] one firm checks its own place with its row and a path alone', () => {
    const { transcript } = rehearseDraw();
    const rows = directoriesOf({}).shards.map((shard) => new TextDecoder().decode(shard)).join('').match(/.{63}\n/gs) ?? [];
    const leaves = rows.map((row) => leafHash(sha256, utf8(row)));
    for (const [index, row] of rows.entries()) {
      const findings = checkFirm(sha256, transcript, [], { row, index, path: inclusionPath(sha256, leaves, index) });
      expect(findings.map(({ status }) => status)).toEqual(['PASS', 'PASS', 'PASS']);
    }
    const [drawn = ''] = transcript.drawn;
    const index = rows.findIndex((row) => row.startsWith(drawn));
    const without = { ...transcript, drawn: transcript.drawn.slice(1) };
    expect(checkFirm(sha256, without, [], { row: rows[index] ?? '', index, path: inclusionPath(sha256, leaves, index) }).at(-1)?.status).toBe('FAIL');
    expect(checkFirm(sha256, transcript, [], { row: rows[index] ?? '', index: index + 1, path: inclusionPath(sha256, leaves, index) })[0]?.status).toBe('FAIL');
  });

  test('[GY-13] what earlier draws used is unchecked unless they are named, and then must add up', async () => {
    const first = rehearseDraw();
    const earlier = [transcriptHash(sha256, first.transcript)];
    const later = (capUsed: number) => memorySource({ 'manifest.json': canonicalJson({ ...first.manifest, earlier, item: { ...first.manifest.item, capUsed } }) });
    const steps = async (capUsed: number, named: boolean) => {
      const report = await verifyDraw(nodeCrypto, later(capUsed), named ? [memorySource(first.files)] : []);
      return [failedSteps(report), uncheckedNames(report).includes('capUsed')];
    };
    expect(await steps(6, true)).toEqual([[], false]);
    expect(await steps(5, true)).toEqual([[2], false]);
    expect(await steps(6, false)).toEqual([[], true]);
  });
});

/** Plays events after a draw, keeping the ledger. */
const aftermath = (setup: Setup) => {
  const draw: Rehearsed = rehearseDraw(setup);
  const { officers, recusals, secret } = directoriesOf(setup);
  const input = { manifest: draw.manifest, officers, recusals, secret, regionOf: () => '310115' };
  const hash = transcriptHash(sha256, draw.transcript);
  const events: DrawEvent[] = [];
  let ledger: Ledger = openLedger(draw.manifest, draw.transcript);
  const add = (body: EventBody): DrawEvent => {
    const event = chainEvent(sha256, { transcriptHash: hash, events }, body);
    ledger = must(applyEvent(sha256, draw.manifest, ledger, event));
    events.push(event);
    return event;
  };
  const at = instant('2026-04-02T09:00:00+08:00');
  const ceremony = (M0: string) => {
    const commitments = SIGNERS.slice(1).map((who, i) => signCommitment(nodeCrypto, 'SHA-256', M0, who, secretOf(i + 20)));
    const { M1 } = eventSeed(nodeCrypto, 'SHA-256', M0, commitments, []);
    const reveals = SIGNERS.slice(1).map((who, i) => signReveal(nodeCrypto, M1, who, secretOf(i + 20)));
    return { commitments, reveals, ...eventSeed(nodeCrypto, 'SHA-256', M0, commitments, reveals) };
  };
  const pendingOf = (M0: string) => {
    const pending = ledger.pending.get(M0);
    if (pending === undefined) throw new Error('nothing is pending');
    return pending;
  };
  const replace = (loss: LossEvent | FailedCeremony): DrawEvent => {
    const M0 = eventContext(sha256, loss);
    const held = ceremony(M0);
    const { tasks } = eventOutcome(sha256, input, ledger, pendingOf(M0), held.seed);
    return add(replacedBody(nodeCrypto, 'SHA-256', { at, M0, commitments: held.commitments, reveals: held.reveals, tasks }));
  };
  const files = () => ({ ...draw.files, 'events.txt': linesToText(events.map(eventLine)) });
  const [part] = draw.transcript.assignments;
  const [task] = part !== undefined && 'tasks' in part ? part.tasks : [];
  const loseOfficer = (taskId = task?.taskId ?? '', officer = task?.officers[0] ?? '') => add({ kind: 'lost-officer', at, taskId, officer, reason: 'illness', evidence: 'filed' }) as LossEvent;
  const loseTarget = (target: string, stratum: string) => add({ kind: 'lost-target', at, target, stratum, reason: 'deregistered' }) as LossEvent;
  return { draw, input, add, at, replace, files, loseOfficer, loseTarget, pendingOf, ledger: () => ledger, ceremony };
};

describe('what happens after a draw', () => {
  test('[BY-3] a ceremony that fails is a line of its own, and the next attempt is bound to it', async () => {
    const play = aftermath({});
    const loss = play.loseOfficer();
    const M0 = eventContext(sha256, loss);
    const { commitments, reveals } = play.ceremony(M0);
    const body = { kind: 'failed' as const, at: play.at, M0, failed: [{ id: 'notary', what: 'reveal' as const }], received: { commitments, reveals: reveals.slice(0, 1) } };
    const place = chainEvent(sha256, { transcriptHash: '', events: [loss] }, { ...body, sigs: [] }) as FailedCeremony;
    const failed = play.add({ ...body, sigs: SIGNERS.slice(0, 2).map((who) => signVoid(nodeCrypto, 'SHA-256', place, who)) });
    play.replace(failed as FailedCeremony);
    expect([failedSteps(await verifyFiles(play.files())), play.ledger().pending.size]).toEqual([[], 0]);
  });

  test('[BY-3] where nobody can take the seat a line says so, and a false one fails', async () => {
    const play = aftermath({ officers: [officerOf(1), officerOf(2)] });
    const loss = play.loseOfficer();
    const M0 = eventContext(sha256, loss);
    const { unfillable } = fillableTasks(play.input, play.ledger(), play.pendingOf(M0));
    expect(unfillable).toMatchObject([{ certificate: { seats: 1, officers: [], usable: 0, short: 1 } }]);
    const [{ taskId, certificate }] = unfillable as [(typeof unfillable)[0]];
    play.add({ kind: 'unfilled', at: play.at, taskId, certificate });
    expect(failedSteps(await verifyFiles(play.files()))).toEqual([]);

    const other = aftermath({});
    const filled = other.loseOfficer();
    other.add({ kind: 'unfilled', at: other.at, taskId: filled.kind === 'lost-officer' ? filled.taskId : '' });
    expect(failedSteps(await verifyFiles(other.files()))).toEqual([4]);
  });

  test('[BY-3] targets are replaced by the reserve in ticket order until there is none left', async () => {
    const play = aftermath({ reserve: 1, quantity: 6 });
    const { drawn, reserve } = play.draw.transcript;
    const next = reserve[0]?.ids[0] ?? '';
    play.replace(play.loseTarget(drawn[0] ?? '', 'A'));
    expect(play.ledger().tasks.has(`${next}01`)).toBe(true);
    play.loseTarget(next, 'A');
    play.add({ kind: 'unfilled', at: play.at, stratum: 'A' });
    expect(failedSteps(await verifyFiles(play.files()))).toEqual([]);
    expect([play.ledger().pending.size, play.ledger().targets.size]).toEqual([0, 5]);
  });

  test('[BY-3] a substitute chosen by hand is caught', async () => {
    const play = aftermath({});
    const before = play.loseOfficer();
    const replaced = play.replace(before);
    const [task] = replaced.kind === 'replaced' ? replaced.tasks : [];
    const busy = new Set(task?.officers);
    const friend = [1, 2, 3, 4, 5].map((n) => officerOf(n).id).find((id) => !busy.has(id) && before.kind === 'lost-officer' && id !== before.officer) ?? '';
    const lines = play.files()['events.txt'].replace(`"officers":["${task?.officers[0] ?? ''}"`, `"officers":["${friend}"`);
    expect(lines).not.toBe(play.files()['events.txt']);
    expect(failedSteps(await verifyFiles({ ...play.files(), 'events.txt': lines }))).toEqual([4]);
  });
});
