import type { CheckCrypto } from '../../kernel/hash.ts';
import { epochMs } from '../../kernel/instant.ts';
import { isOutputOfSignature, roundTimeMs } from '../manifest/beacon.ts';
import { isSignatureOfRound } from '../ceremony/beacon-signature.ts';
import { openHash, revealsHash, seedOf } from '../ceremony/ceremony.ts';
import { checkCommitment, checkReceipt, checkReveal, circleOf } from '../ceremony/ceremony-check.ts';
import { areSorted, checkVoidRecord, isUnsigned } from '../ceremony/check-void.ts';
import { checkFailedCeremony, checkReplacedCeremony } from '../events/event-ceremony.ts';
import { manifestHash } from '../manifest/manifest.ts';
import type { Failure, Manifest, Transcript } from '../types.ts';
import { receivedFindings } from './discard-findings.ts';
import { compare, fail, pass, unchecked, unless, type Finding } from './report.ts';
import type { ReadDraw } from './step0-canonical.ts';

/** Step 1: times in order, signatures, openings, participants, M0, M1, M2, beacons and seed; the ceremonies of voids and events too. */
export const step1 = (crypto: CheckCrypto, draw: ReadDraw): readonly Finding[] => [
  ...voidFindings(crypto, draw),
  ...(draw.sealed === null ? [] : [compare('M0 of the sealed draw', draw.sealed.M0, manifestHash(crypto.hasher(draw.manifest.suite), draw.manifest))]),
  ...(draw.transcript === null
    ? draw.voided === null
      ? [unchecked('the ceremony', draw.sealed === null ? 'transcript.json' : `transcript.json, which opens on ${draw.sealed.openOn}`)]
      : []
    : [...timeFindings(draw, draw.transcript), ...ceremonyFindings(crypto, draw.manifest, draw.transcript)]),
  ...eventFindings(crypto, draw),
];

const voidFindings = (crypto: CheckCrypto, { manifest, voided, transcript, attempts }: ReadDraw): readonly Finding[] =>
  [...attempts, ...(voided === null ? [] : [{ manifest, voided, transcript, folder: '' }])].flatMap((attempt) => {
    const checked = checkVoidRecord(crypto, attempt.manifest, attempt.voided);
    const { drawNo, failed, sigs, reason } = attempt.voided;
    if (checked.ok && isUnsigned(checked.value)) return [unsigned(`the void of attempt ${drawNo}`, failed)];
    const good = unless(`void of attempt ${drawNo}`, checked.ok ? null : checked.error, `failed: ${namesOf(failed) || 'nobody'}; signed by ${sigs.map(({ id }) => id).join(', ')}; ${reason}`);
    return [good, ...receivedFindings(attempt)];
  });

const namesOf = (failed: readonly Failure[]): string => failed.map(({ id, what }) => `${id} (${what})`).join(', ');

/** Never a pass: that they failed is the word of whoever published it. */
const unsigned = (what: string, failed: readonly Failure[]): Finding => unchecked(`whether those failed whom ${what} names`, `a signature; it names everybody: ${namesOf(failed)}`);

const timeFindings = ({ manifest, events }: ReadDraw, { times }: Transcript): readonly Finding[] => {
  const { asOf } = manifest.snapshot;
  const { commitBy, revealBy } = manifest.ceremony;
  const order: readonly (readonly [string, boolean])[] = [
    ['the snapshot is not after the manifest', asOf.from <= asOf.to && asOf.to <= times.manifest],
    ['the manifest is before the commitments close', times.manifest < times.commitmentsClosed],
    ['the commitments close by their deadline', times.commitmentsClosed <= commitBy && commitBy < revealBy],
    ['the reveals close after the commitments, by their deadline', times.commitmentsClosed < times.revealsClosed && times.revealsClosed <= revealBy],
    ['the draw is not before the reveals close', times.revealsClosed <= times.drawn],
    ['the draw is not before its beacons', manifest.ceremony.beacons.every((beacon) => (roundTimeMs(beacon) ?? 0) <= epochMs(times.drawn))],
    ['events are in the order of their times, after the draw', events.every(({ at }, i) => at >= (events[i - 1]?.at ?? times.drawn))],
  ];
  const broken = order.find(([, holds]) => !holds);
  return [
    unless('times', broken === undefined ? null : `not so: ${broken[0]}`, `${times.manifest} … ${times.drawn}`),
    unchecked('who attests the times', "the audit trail's checkpoint"),
  ];
};

const ceremonyFindings = (crypto: CheckCrypto, manifest: Manifest, transcript: Transcript): readonly Finding[] => {
  const hasher = crypto.hasher(manifest.suite);
  const M0 = manifestHash(hasher, manifest);
  const circle = circleOf(manifest, M0);
  const { commitments, reveals, missing, M1, M2, receipts, beacons } = transcript;
  const { participants, onMissingReveal } = manifest.ceremony;
  const ids = (people: readonly { readonly id: string }[]): string => people.map(({ id }) => id).join(' ');
  const badCommitment = commitments.map((sent) => ({ id: sent.id, checked: checkCommitment(crypto, circle, [], sent) })).find(({ checked }) => !checked.ok);
  const badReveal = reveals.map((sent) => ({ id: sent.id, checked: checkReveal(crypto, circle, { M1, commitments }, [], sent) })).find(({ checked }) => !checked.ok);
  const expectedMissing = participants.map(({ id }) => id).filter((id) => !reveals.some((reveal) => reveal.id === id));
  const enough = onMissingReveal === 'void' ? expectedMissing.length === 0 : reveals.length >= 2;
  const wantedReceipts = manifest.ceremony.beacons.length > 0 ? ids(reveals) : '';
  const badReceipt = receipts.find((receipt) => !checkReceipt(crypto, circle, M2, receipt).ok);
  return [
    compare('M0', transcript.M0, M0),
    compare('everyone committed', ids(commitments), ids(participants)),
    unless('commitments', refusalOf(badCommitment), `${commitments.length} signed over M0`),
    compare('M1', M1, openHash(hasher, M0, commitments)),
    unless('reveals', areSorted(reveals) ? refusalOf(badReveal) : 'not sorted by id', `${reveals.length} open their commitments, signed over M1`),
    compare('missing', missing.join(' '), expectedMissing.join(' ')),
    unless('enough reveals', enough ? null : `${reveals.length} of ${participants.length}`, `${reveals.length} of ${participants.length}`),
    compare('M2', M2, revealsHash(hasher, M1, reveals)),
    compare('receipts for M2', ids(receipts), wantedReceipts),
    ...(badReceipt === undefined ? [] : [fail('receipts for M2', `${badReceipt.id}: bad-signature`)]),
    ...beaconFindings(crypto, manifest, transcript),
    compare('seed', transcript.seed, seedOf(hasher, M2, beacons)),
  ];
};

const refusalOf = (bad: { readonly id: string; readonly checked: { readonly ok: boolean; readonly error?: string } } | undefined): string | null =>
  bad === undefined ? null : `${bad.id}: ${bad.checked.error ?? 'refused'}`;

const beaconFindings = (crypto: CheckCrypto, manifest: Manifest, { beacons }: Transcript): readonly Finding[] => {
  const names = (rounds: readonly { readonly type: string; readonly round: number }[]): string => rounds.map(({ type, round }) => `${type}:${round}`).join(' ');
  const sha256 = crypto.hasher('SHA-256');
  const compared = compare('beacons are the rounds of the manifest', names(beacons), names(manifest.ceremony.beacons));
  if (beacons.length === 0) return [compared];
  const bad = beacons.find((beacon) => !isOutputOfSignature(sha256, beacon));
  const signed = beacons.map((beacon) => ({ name: names([beacon]), is: isSignatureOfRound(sha256, beacon) }));
  const forged = signed.find(({ is }) => is === false);
  const unknown = signed.filter(({ is }) => is === null);
  const checked = signed.length - unknown.length;
  return [
    compared,
    unless('beacon outputs', bad === undefined ? null : `${bad.type}:${bad.round} is not the hash of its signature`, `${beacons.length} are the hash of their signature`),
    ...(checked === 0 ? [] : [unless('signatures of the beacons', forged === undefined ? null : `${forged.name} is not signed by its network`, `${checked} are signed by their network`)]),
    ...(unknown.length === 0 ? [] : [unchecked('signatures of the beacons', `the network of ${unknown.map(({ name }) => name).join(' ')}`)]),
  ];
};

const eventFindings = (crypto: CheckCrypto, { manifest, events }: ReadDraw): readonly Finding[] => {
  const { participants } = manifest.ceremony;
  return events.flatMap((event) => {
    if (event.kind !== 'replaced' && event.kind !== 'failed') return [];
    const checked =
      event.kind === 'replaced'
        ? checkReplacedCeremony(crypto, manifest.suite, participants, event)
        : checkFailedCeremony(crypto, manifest.suite, participants, event);
    if (checked.ok && event.kind === 'failed' && isUnsigned(event)) return [unsigned(`event ${event.seq}`, event.failed)];
    return [checked.ok ? pass(`ceremony of event ${event.seq}`, `seed or failure follows from M0 ${event.M0}`) : fail(`ceremony of event ${event.seq}`, checked.error)];
  });
};
