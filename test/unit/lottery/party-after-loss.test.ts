import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { openHash } from '../../../shared/lottery/ceremony/ceremony.ts';
import { chainEvent, eventContext, eventLine, type EventBody } from '../../../shared/lottery/events/events.ts';
import { runParty } from '../../../shared/lottery/party/cli.ts';
import { REFUSALS } from '../../../shared/lottery/party/words.ts';
import { signCommitment, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { voidSigningMessage } from '../../../shared/lottery/ceremony/void-record.ts';
import type { DrawEvent, FailedCeremony, LostTarget, SignedValue } from '../../../shared/lottery/types.ts';
import { EXAMPLE, example, sha256 } from './example.ts';

const { manifest, events, keys } = example();
const [lost] = events as unknown as readonly [LostTarget];
const OWN = 'notary';
const MANIFEST = new URL('manifest.json', EXAMPLE).pathname;
const signer = (id: string) => ({ id, privateKey: keys[id]?.private ?? '' });
const textOf = (lines: readonly DrawEvent[]): string => lines.map((line) => `${eventLine(line)}\n`).join('');
const next = (lines: readonly DrawEvent[], body: EventBody): DrawEvent => chainEvent(sha256, { transcriptHash: lines[0]?.prev ?? '', events: lines }, body);

/** A notebook of the notary; `random` counts on, so that each secret is another. */
const aNotebook = () => {
  const folder = mkdtempSync(join(tmpdir(), 'party-after-'));
  const file = join(folder, 'notebook.jsonl');
  writeFileSync(file, `${JSON.stringify({ kind: 'key', id: OWN, publicKey: keys[OWN]?.public, privateKey: keys[OWN]?.private })}\n`);
  let count = 0;
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = (...args: readonly string[]) => {
    const [printed, told]: [string[], string[]] = [[], []];
    const random = (): string => String((count += 1)).padStart(64, '0');
    const status = runParty({ crypto: nodeCrypto, random, nowMs: () => 0, print: (line) => printed.push(line), tell: (line) => told.push(line) }, [file, ...args]);
    return { status, message: printed[0] === undefined ? undefined : (JSON.parse(printed[0]) as SignedValue), told: told.join('\n') };
  };
  return { run, write, lines: () => readFileSync(file, 'utf8').trimEnd().split('\n').length };
};
const refuses = (done: { readonly status: number; readonly told: string }, code: keyof typeof REFUSALS): void => expect([done.status, done.told.split('\n')[0]]).toEqual([1, REFUSALS[code].zh]);

/** Commitments of everybody to the ceremony after the loss; the notary's is `own`. */
const commitmentsWith = (M0: string, own: SignedValue): readonly SignedValue[] =>
  manifest.ceremony.participants.map(({ id }) => (id === OWN ? own : signCommitment(nodeCrypto, manifest.suite, M0, signer(id), '7'.repeat(64))));

test('[BY-3] a participant commits once per loss, reveals for commitments it has checked, and never for another set', () => {
  const { run, write, lines } = aNotebook();
  const file = write('events.txt', textOf([lost]));
  const { message } = run('after-commit', MANIFEST, file, '1');
  const M0 = eventContext(sha256, lost);
  expect(message).toEqual(signCommitment(nodeCrypto, manifest.suite, M0, signer(OWN), '1'.padStart(64, '0')));
  expect(run('after-commit', MANIFEST, file, '1').message).toEqual(message);
  expect(lines()).toBe(2);
  refuses(run('after-commit', MANIFEST, file, '2'), 'no-such-loss');
  const reworded = { ...lost, reason: 'something else' };
  refuses(run('after-commit', MANIFEST, write('reworded.txt', textOf([reworded])), '1'), 'another-line');

  const commitments = commitmentsWith(M0, message as SignedValue);
  const view = (list: readonly SignedValue[]): string => write('line.json', JSON.stringify({ seq: 1, ceremony: { commitments: list } }));
  refuses(run('after-reveal', MANIFEST, file, '1', view(commitments.filter(({ id }) => id === OWN))), 'commitments-wrong');
  refuses(run('after-reveal', MANIFEST, file, '1', view(commitments.filter(({ id }) => id !== OWN))), 'own-commitment-changed');
  const revealed = run('after-reveal', MANIFEST, file, '1', view(commitments));
  expect(revealed.message?.value).toBe('1'.padStart(64, '0'));
  refuses(run('after-reveal', MANIFEST, file, '1', view(commitments.slice(0, -1).some(({ id }) => id === OWN) ? commitments.slice(0, -1) : commitments.slice(1))), 'another-reveal-signed');
});

test('[BY-2] [BY-3] it signs the line of a ceremony that failed unless it is named falsely or left out, and commits again only to what follows that line', () => {
  const { run, write } = aNotebook();
  const file = write('events.txt', textOf([lost]));
  const M0 = eventContext(sha256, lost);
  const own = run('after-commit', MANIFEST, file, '1').message as SignedValue;
  const commitments = commitmentsWith(M0, own);
  const others = manifest.ceremony.participants.map(({ id }) => id).filter((id) => id !== OWN);
  const [absent = '', present = ''] = others;
  const ownReveal = run('after-reveal', MANIFEST, file, '1', write('line.json', JSON.stringify(commitments))).message as SignedValue;
  expect(openHash(sha256, M0, commitments)).toMatch(/^[0-9a-f]{64}$/);
  const lineOf = (more: Partial<FailedCeremony> = {}): Omit<FailedCeremony, 'sigs'> => {
    const body = { kind: 'failed' as const, at: lost.at, M0, failed: others.map((id) => ({ id, what: 'reveal' as const })), received: { commitments, reveals: [ownReveal] }, ...more, sigs: [] };
    const { sigs: _sigs, ...line } = next([lost], body) as FailedCeremony;
    return line;
  };
  const sign = (line: object) => run('after-failed', MANIFEST, file, write('record.json', canonicalJson(line as never)));
  refuses(sign(lineOf({ failed: [{ id: OWN, what: 'reveal' }] })), 'named-falsely');
  refuses(sign(lineOf({ received: { commitments, reveals: [] } })), 'own-message-missing');
  refuses(sign(lineOf({ failed: [{ id: absent, what: 'reveal' }] })), 'void-wrong');
  refuses(sign({ ...lineOf(), seq: 3 }), 'events-wrong');
  const line = lineOf();
  const { message } = sign(line);
  expect(nodeCrypto.verify(keys[OWN]?.public ?? '', voidSigningMessage(sha256, line), message?.sig ?? '')).toBe(true);
  expect(sign(line).message).toEqual(message);

  const unsigned = write('unsigned.txt', textOf([lost, { ...line, sigs: [] } as DrawEvent]));
  refuses(run('after-commit', MANIFEST, unsigned, '2'), 'events-wrong');
  const failed = { ...line, sigs: [{ id: OWN, sig: message?.sig ?? '' }] } as FailedCeremony;
  const again = run('after-commit', MANIFEST, write('failed.txt', textOf([lost, failed])), '2');
  expect(again.message?.value).not.toBe(own.value);
  expect(again.status).toBe(0);
  expect(signVoid(nodeCrypto, manifest.suite, line, signer(present)).id).toBe(present);
});
