import { jcs, type Json } from './canonical.ts';
import { openHash, manifestHash, signatureHolds } from './ceremony.ts';
import { checkOpens, checkSent, keysOf } from './check-ceremony.ts';
import { tag, type Hash } from './hashing.ts';
import { isAscending, isSame } from './order.ts';
import { anything, fields, hash32, listOf, matching, moment, oneOf, text, whole, type Shaped } from './shapes.ts';
import { signedBy, signedValue, type Transcript } from './transcript.ts';
import type { Manifest } from './manifest.ts';
import type { Findings } from './report.ts';

export const received = fields({ commitments: listOf(signedValue), reveals: listOf(signedValue) });
export const failed = listOf(fields({ id: text, what: oneOf('commit', 'reveal', 'receipt') }));

/** The void record of section 3. */
export const voidShape = fields(
  {
    planId: matching(/^[A-Za-z0-9-]{1,64}$/),
    drawNo: whole(1),
    M0: hash32,
    at: moment,
    failed,
    reason: text,
    received,
    approvedBy: anything,
    sigs: listOf(signedBy),
  },
  { M1: hash32, discarded: hash32 },
);
export type VoidRecord = Shaped<typeof voidShape>;

export const voidHash = (H: Hash, record: Json): string => H(tag('sj-void/1'), jcs(record)).toString('hex');

/** Checks the signatures under a record of failure: by those who have not failed, two of them, or all if they are fewer. `whose` names the record, which bears none if it names everybody. */
export function checkSigs(found: Findings, H: Hash, record: Json, sigs: Shaped<typeof voidShape>['sigs'], able: ReadonlyMap<string, string>, whose: string): void {
  const { sigs: _, ...unsigned } = record as { readonly [key: string]: Json };
  const message = Buffer.concat([tag('sj-voidsig/1'), H(jcs(unsigned))]);
  found.hold(1, isAscending(sigs.map(({ id }) => id)), 'the signatures of the failure are not sorted by id');
  found.hold(1, sigs.length >= Math.min(2, able.size), `only ${sigs.length} have signed the failure`);
  if (able.size === 0) found.unchecked(1, `whether those failed whom ${whose} names: it names everybody, and nobody signed it`);
  for (const { id, sig } of sigs) {
    const key = able.get(id);
    found.hold(1, key !== undefined && signatureHolds(key, message, sig), `the failure is not signed by ${id}`);
  }
}

/** Checks a void record against its manifest and, if it discards one, against that transcript and its hash. */
export function checkVoid(found: Findings, H: Hash, manifest: Manifest, record: VoidRecord, discarded?: { readonly transcript: Transcript; readonly hash: string }): void {
  const keys = keysOf(manifest);
  const M0 = manifestHash(H, jcs(manifest as unknown as Json));
  const { commitments, reveals } = record.received;
  const hasAll = isSame(commitments.map(({ id }) => id), [...keys.keys()]);
  const M1 = openHash(H, M0, commitments);
  const failing = record.failed.map(({ id }) => id);
  found.hold(0, record.planId === manifest.planId && record.drawNo === manifest.drawNo, 'the void is of another draw');
  found.hold(1, record.M0 === M0.toString('hex'), 'the void is of another manifest');
  found.hold(1, record.M1 === (hasAll ? M1.toString('hex') : undefined), 'M1 of the void does not fit its commitments');
  found.hold(1, hasAll || reveals.length === 0, 'there are reveals before all have committed');
  found.hold(1, record.at > manifest.snapshot.asOf.to, 'the void is older than the rows');
  found.hold(1, isAscending(failing) && failing.every((id) => keys.has(id)), 'failed does not name participants, sorted');
  checkSent(found, keys, M0, 'commit', commitments);
  checkSent(found, keys, M1, 'reveal', reveals);
  checkOpens(found, H, M0, commitments, reveals);
  checkSigs(found, H, record as unknown as Json, record.sigs, new Map([...keys].filter(([id]) => !failing.includes(id))), `the void of attempt ${manifest.drawNo}`);
  if (record.discarded !== undefined && discarded === undefined) found.unchecked(0, 'the discarded transcript');
  else found.hold(0, record.discarded === discarded?.hash, 'the void and the transcript beside it do not belong together');
  if (record.discarded === undefined) found.hold(1, isJust(manifest, record), 'failed is not exactly those who are missing');
  else found.hold(1, failing.length === 0 && hasAll && isDetermined(manifest, reveals.length), 'an outcome is discarded that is not there, or with somebody named');
  if (discarded === undefined) return;
  found.hold(1, jcs(record.received as unknown as Json) === jcs({ commitments: discarded.transcript.commitments, reveals: discarded.transcript.reveals } as unknown as Json), 'the void has received other than the transcript');
}

/** Whether so many reveals are enough for an outcome. */
const isDetermined = ({ ceremony }: Pick<Manifest, 'ceremony'>, revealed: number): boolean => revealed >= (ceremony.beacons.length === 0 ? ceremony.participants.length : 2);

/** Whether those named are those missing at the step where the attempt stopped. */
function isJust({ ceremony }: Manifest, { failed: named, received: { commitments, reveals } }: VoidRecord): boolean {
  const all = ceremony.participants.map(({ id }) => id);
  const without = (sent: readonly { readonly id: string }[]) => all.filter((id) => !sent.some((each) => each.id === id));
  const is = (what: string, ids: readonly string[]) => isSame(named.map((each) => `${each.what} ${each.id}`), ids.map((id) => `${what} ${id}`));
  if (commitments.length < all.length) return is('commit', without(commitments));
  if (!isDetermined({ ceremony }, reveals.length)) return is('reveal', without(reveals));
  const owing = named.filter(({ id, what }) => what === 'receipt' && reveals.some((each) => each.id === id));
  return ceremony.beacons.length > 0 && named.length > 0 && owing.length === named.length;
}
