import type { Suite } from '../../../shared/kernel/hash.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { toHex, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { buildManifest, type ManifestParts } from '../../../shared/lottery/manifest/build-manifest.ts';
import { revealsHash, secretCommitOf, seedOf } from '../../../shared/lottery/ceremony/ceremony.ts';
import { closeCommitments, closeReveals } from '../../../shared/lottery/ceremony/close-ceremony.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { exclusionLine } from '../../../shared/lottery/directory/excluded.ts';
import { blindedRoots } from '../../../shared/lottery/directory/blinded.ts';
import { linesToText } from '../../../shared/lottery/encoding/list-text.ts';
import { manifestHash, manifestText, NO_PREVIOUS } from '../../../shared/lottery/manifest/manifest.ts';
import { matchInspectors, seatsText, type Match } from '../../../shared/lottery/seats/match-inspectors.ts';
import { rootOfLines } from '../../../shared/lottery/directory/merkle.ts';
import { officerLine } from '../../../shared/lottery/directory/officers.ts';
import { signCommitment, signReceipt, signReveal, type Signer } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { recusalLines } from '../../../shared/lottery/directory/recusals.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { countRows, snapshotRoots } from '../../../shared/lottery/directory/snapshot.ts';
import { makeTranscript, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { Beacon, Exclusion, Manifest, Officer, Recusal, Transcript } from '../../../shared/lottery/types.ts';
import { must } from './example.ts';
import { hexOf, rowOf } from './seeded.ts';

export const SIGNERS: readonly Signer[] = ['conference-office', 'lead-department', 'notary'].map((id, i) => ({ id, privateKey: hexOf(i + 1) }));
export const secretOf = (at: number): string => hexOf(at + 100);

export type Setup = {
  readonly suite?: Suite;
  readonly drawNo?: number;
  readonly prev?: string;
  readonly firms?: number;
  readonly quantity?: number;
  readonly reserve?: number;
  readonly officers?: readonly Officer[];
  readonly recusals?: readonly Recusal[];
  readonly blinded?: boolean;
  readonly verifierSha256?: string;
  readonly planId?: string;
  /** Holds the ceremony with these rounds; of the signers only the first `revealing` reveal. */
  readonly beacons?: readonly Beacon[];
  readonly revealing?: number;
  /** When everything after the reveals happens; the rounds must exist by then. */
  readonly drawn?: string;
};

export const officerOf = (n: number, change: Partial<Officer> = {}): Officer => ({
  id: `01${String(n).padStart(5, '0')}`, department: '01', regions: ['31'], specialties: [], validFrom: '20260101', validTo: '20261231', cap: 20, lastVisited: [], ...change,
});

/** The directories of a small invented city. */
export const directoriesOf = (setup: Setup) => ({
  shards: [utf8(Array.from({ length: setup.firms ?? 60 }, (_, i) => rowOf(i, { stratum: i % 3 === 0 ? 'B' : 'A' })).join(''))],
  excluded: [] as readonly Exclusion[],
  officers: setup.officers ?? [1, 2, 3, 4, 5].map((n) => officerOf(n)),
  recusals: setup.recusals ?? [],
  secret: hexOf(77),
});

// Salts of their own, one for each row.
const saltsOf = (rows: Uint8Array): Uint8Array => Uint8Array.from({ length: (rows.length / 64) * 16 }, (_, at) => (at * 7 + (at >> 4)) % 256);
const saltLines = (rows: Uint8Array = new Uint8Array()): string => toHex(saltsOf(rows)).replace(/.{32}/g, '$&\n');

const ceremonyOf = ({ beacons = [] }: Setup): Pick<Manifest['ceremony'], 'onMissingReveal' | 'beacons'> => ({
  onMissingReveal: beacons.length === 0 ? 'void' : 'exclude',
  beacons: beacons.map(({ type, round }) => ({ type, round })),
});

/** The manifest of an attempt over that city. */
export const manifestOf = (setup: Setup): Manifest => {
  const hasher = nodeCrypto.hasher(setup.suite ?? 'SHA-256');
  const { shards, excluded, officers, recusals, secret } = directoriesOf(setup);
  const counts = countRows(shards, { status: ['001'] }, excluded);
  const parts: ManifestParts = {
    suite: hasher.suite,
    planId: setup.planId ?? '310100-2026-001',
    drawNo: setup.drawNo ?? 1,
    prev: setup.prev ?? NO_PREVIOUS,
    profile: { id: 'test', version: 1 },
    snapshot: { ...(setup.blinded === true ? blindedRoots(hasher, shards.map((rows) => ({ rows, salts: saltsOf(rows) }))) : snapshotRoots(hasher, shards)), rowBytes: 64, asOf: { from: instant('2026-03-01T08:00:00+08:00'), to: instant('2026-03-01T08:01:00+08:00') }, blinded: setup.blinded ?? false },
    directoryStats: counts.directoryStats,
    earlier: [],
    item: {
      itemId: 'item', frame: { status: ['001'] }, excluded: { root: rootOfLines(hasher, excluded.map(exclusionLine)), count: 0 },
      strata: ['A', 'B'].map((code) => ({ code, eligible: counts.eligible.get(code) ?? 0, ratio: '1/10', mandatory: false })),
      quantity: setup.quantity ?? 6, reserve: setup.reserve ?? 1, capBp: 5000, floorBp: 0, capBase: counts.capBase, capUsed: 0,
    },
    visit: { from: '20260401', to: '20260430' },
    departments: [{ code: '01', seats: 2 }],
    officers: {
      root: rootOfLines(hasher, officers.map(officerLine)), count: officers.length,
      recusalRoot: rootOfLines(hasher, recusalLines(recusals)), recusalCount: recusals.length, secretCommit: secretCommitOf(hasher, secret),
    },
    beta: 1,
    ceremony: {
      participants: SIGNERS.map(({ id, privateKey }, i) => ({ id, role: (['office', 'lead', 'witness'] as const)[i] ?? 'other', key: nodeCrypto.publicKey(privateKey) })),
      commitBy: instant('2026-03-01T10:00:00+08:00'), revealBy: instant('2026-03-01T11:00:00+08:00'), ...ceremonyOf(setup),
    },
    code: { verifierSha256: setup.verifierSha256 ?? hexOf(0) },
  };
  return must(buildManifest(parts));
};

export type Rehearsed = { readonly manifest: Manifest; readonly transcript: Transcript; readonly matches: readonly Match[]; readonly files: Record<string, string | Uint8Array | null> };

/** A whole draw over that city, everyone honest, with all its files. */
export const rehearseDraw = (setup: Setup = {}): Rehearsed => {
  const manifest = manifestOf(setup);
  const hasher = nodeCrypto.hasher(manifest.suite);
  const { shards, excluded, officers, recusals, secret } = directoriesOf(setup);
  const commitments = SIGNERS.map((who, i) => signCommitment(nodeCrypto, manifest.suite, manifestHash(hasher, manifest), who, secretOf(i)));
  const { M1 } = must(closeCommitments(hasher, manifest, commitments));
  const beacons = setup.beacons ?? [];
  const revealers = SIGNERS.slice(0, setup.revealing ?? SIGNERS.length);
  const reveals = revealers.map((who, i) => signReveal(nodeCrypto, M1, who, secretOf(i)));
  const closed = must(closeReveals(hasher, manifest, M1, reveals));
  const M2 = revealsHash(hasher, M1, reveals);
  const seed = closed.seed ?? seedOf(hasher, M2, beacons);
  const receipts = beacons.length === 0 ? [] : revealers.map((who) => signReceipt(nodeCrypto, M2, who));
  const targets = drawTargets(hasher, { item: manifest.item, seed, shards, excluded });
  const matches = matchInspectors(hasher, { manifest, seed, secret, targets: drawnTargets(shards, targets.drawn), officers, recusals });
  const transcript = makeTranscript(hasher, {
    manifest, commitments, reveals, receipts, beacons, targets, assignments: matches.map(({ assignment }) => assignment),
    times: {
      manifest: instant('2026-03-01T09:00:00+08:00'), commitmentsClosed: instant('2026-03-01T09:30:00+08:00'),
      revealsClosed: instant('2026-03-01T10:30:00+08:00'), drawn: instant(setup.drawn ?? '2026-03-01T12:00:00+08:00'),
    },
  });
  const files = {
    'manifest.json': manifestText(manifest),
    'transcript.json': transcriptText(transcript),
    ...(setup.blinded === true ? { 'witness/rows-0000.txt': shards[0] ?? null, 'witness/salts-0000.txt': saltLines(shards[0]) } : { 'rows-0000.txt': shards[0] ?? null }),
    'excluded.txt': '',
    'officers.txt': linesToText(officers.map(officerLine)),
    'events.txt': '',
    'witness/recusals.txt': linesToText(recusalLines(recusals)),
    'witness/seats.json': seatsText(matches),
    'witness/secret.txt': `${secret}\n`,
  };
  return { manifest, transcript, matches, files };
};
