import { createHash } from 'node:crypto';
import { commitmentOf, openHash, receiptText, revealsHash, seedOf, signatureHolds } from './ceremony.ts';
import { unhex, type Hash } from './hashing.ts';
import { isAscending, isSame } from './order.ts';
import type { Manifest } from './manifest.ts';
import type { Findings } from './report.ts';
import type { SignedValue, Transcript } from './transcript.ts';

/** Ids and raw public keys of a manifest's participants. */
export const keysOf = ({ ceremony }: Manifest): ReadonlyMap<string, string> => new Map(ceremony.participants.map(({ id, key }) => [id, key]));

/** Checks what participants sent at one step: sorted, known, signed. */
export function checkSent(found: Findings, keys: ReadonlyMap<string, string>, X: Buffer, step: 'commit' | 'reveal', sent: readonly SignedValue[]): void {
  found.hold(1, isAscending(sent.map(({ id }) => id)), `the ${step}s are not sorted by id`);
  for (const { id, value, sig } of sent) {
    const key = keys.get(id);
    found.hold(1, key !== undefined && signatureHolds(key, receiptText(X, id, step, unhex(value)), sig), `the ${step} of ${id} is not signed by a participant`);
  }
}

/** Checks that every reveal opens its participant's commitment. */
export function checkOpens(found: Findings, H: Hash, M0: Buffer, commitments: readonly SignedValue[], reveals: readonly SignedValue[]): void {
  for (const reveal of reveals) {
    const commitment = commitments.find(({ id }) => id === reveal.id);
    found.hold(1, commitment?.value === commitmentOf(H, M0, reveal).toString('hex'), `the reveal of ${reveal.id} does not open its commitment`);
  }
}

/** Checks section 3 over a transcript; the signatures of beacons stay open. */
export function checkCeremony(found: Findings, H: Hash, M0: Buffer, transcript: Transcript): void {
  const { manifest, commitments, reveals, missing, receipts, beacons } = transcript;
  const keys = keysOf(manifest);
  const all = [...keys.keys()];
  const revealed = reveals.map(({ id }) => id);
  const isByBeacon = manifest.ceremony.beacons.length > 0;
  const M1 = openHash(H, M0, commitments);
  const M2 = revealsHash(H, M1, reveals);
  found.hold(1, transcript.M0 === M0.toString('hex'), 'M0 is not the hash of the manifest');
  found.hold(1, transcript.M1 === M1.toString('hex'), 'M1 is not the hash of the commitments');
  found.hold(1, transcript.M2 === M2.toString('hex'), 'M2 is not the hash of the reveals');
  found.hold(1, transcript.seed === seedOf(H, M2, beacons).toString('hex'), 'the seed does not follow');
  found.hold(1, isSame(commitments.map(({ id }) => id), all), 'not every participant has committed');
  found.hold(1, isSame(missing, all.filter((id) => !revealed.includes(id))), 'missing does not name those without reveal');
  found.hold(1, isByBeacon ? reveals.length >= 2 : missing.length === 0, 'too few reveals for a draw');
  checkSent(found, keys, M0, 'commit', commitments);
  checkSent(found, keys, M1, 'reveal', reveals);
  checkOpens(found, H, M0, commitments, reveals);
  found.hold(1, isSame(receipts.map(({ id }) => id), isByBeacon ? revealed : []), 'receipts are not those of the revealers');
  for (const { id, sig } of receipts) {
    const key = keys.get(id);
    found.hold(1, key !== undefined && signatureHolds(key, receiptText(M2, id, 'reveals', Buffer.alloc(0)), sig), `the receipt of ${id} is not signed`);
  }
  checkBeacons(found, transcript);
  checkTimes(found, transcript);
}

function checkBeacons(found: Findings, { manifest, beacons }: Transcript): void {
  const named = (list: readonly { readonly type: string; readonly round: number }[]) => list.map(({ type, round }) => `${type}:${round}`);
  found.hold(1, isSame(named(beacons), named(manifest.ceremony.beacons)), 'the beacons are not those of the manifest');
  for (const { type, round, output, signature } of beacons) {
    if (type !== 'drand-quicknet') found.unchecked(1, `beacon ${type}, of which the page says nothing`);
    else found.hold(1, createHash('sha256').update(unhex(signature)).digest('hex') === output, `the output of round ${round} is not the hash of its signature`);
    found.unchecked(1, `signature and hour of beacon round ${round}`);
  }
}

function checkTimes(found: Findings, { manifest: { snapshot, ceremony }, times }: Transcript): void {
  const { manifest, commitmentsClosed, revealsClosed, drawn } = times;
  found.hold(1, snapshot.asOf.to <= manifest, 'the manifest is older than its rows');
  found.hold(1, manifest < commitmentsClosed, 'commitments closed before the manifest');
  found.hold(1, commitmentsClosed <= ceremony.commitBy, 'commitments closed late');
  found.hold(1, commitmentsClosed < revealsClosed, 'reveals closed before commitments');
  found.hold(1, revealsClosed <= ceremony.revealBy, 'reveals closed late');
  found.hold(1, revealsClosed <= drawn, 'drawn before the reveals were in');
  found.unchecked(1, 'who attests the times: no checkpoints of the audit trail');
}
