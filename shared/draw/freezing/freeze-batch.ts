import { commit } from '../../audit/commit.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { utf8 } from '../../lottery/encoding/bytes.ts';
import { exclusionLine } from '../../lottery/directory/excluded.ts';
import { linesToText } from '../../lottery/encoding/list-text.ts';
import { manifestHash, manifestText, NO_PREVIOUS } from '../../lottery/manifest/manifest.ts';
import { officerLine } from '../../lottery/directory/officers.ts';
import { recusalLines } from '../../lottery/directory/recusals.ts';
import type { Manifest } from '../../lottery/types.ts';
import { loadBatch, putBatch } from '../../plan/batch-store.ts';
import type { Batch, BatchIn } from '../../plan/batch.ts';
import { directoryOf } from '../../plan/cap.ts';
import { createAttempt, readAttempt } from '../record/attempt-store.ts';
import type { Attempt, AttemptIn } from '../record/attempt.ts';
import { blindRows } from './blind-rows.ts';
import { readCapUses, recordCapUse } from './cap-ledger-store.ts';
import { takenByOthers } from './cap-ledger.ts';
import { firstRoundOf } from '../record/beacon-times.ts';
import { ceremonyTimes } from '../record/ceremony-times.ts';
import { composeManifest } from './compose-manifest.ts';
import { streamOf, type DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { publishFile, publishKept, rowsFile, writeFile, type AttemptRef } from '../record/draw-files.ts';
import { EXCLUSIONS_FILE, frequencyExclusions, type FrequencyExclusions } from './frequency-exclusions.ts';
import { listPublicly } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';
import { expertFiles } from './draw-experts.ts';
import { freezeExperts } from './freeze-experts.ts';
import { readOfficerLists, type OfficerLists } from './freeze-lists.ts';
import { freezeRows, type FrozenRows, type RowsToFreeze } from './freeze-rows.ts';
import { noteFreezing } from './last-freezing-store.ts';
import { inviteToDraw } from '../record/invitation-store.ts';
import { MARK_FILE } from './last-rows.ts';
import { frozenFiles } from '../record/public-files.ts';
import type { Shortage } from '../record/shortage.ts';
import { viewAttempt } from '../record/view-attempt.ts';

/** Which attempt was frozen, and its commitment; or the plan by which the buckets of a large directory are to be read before it can be. */
export type Freezing = { readonly outcome: 'frozen'; readonly drawNo: number; readonly M0: string } | { readonly outcome: 'by-bucket'; readonly plan: string };

/** What a freezing is given. */
export interface FreezingInput extends Pick<RowsToFreeze, 'atOnce' | 'plan'> {
  readonly batchId: string;
  readonly programs: Programs;
}

/** The stand-alone programs, each one file: the verifier, whose hash the manifest names, and the one with which a participant keeps its notebook. */
export interface Programs {
  readonly verifier: Uint8Array;
  readonly party: Uint8Array;
}

type Lists = OfficerLists & FrozenRows & FrequencyExclusions;
type Ready = BatchIn<'prepared'> | BatchIn<'drawing'>;

/**
 * Freezes both directories and publishes the manifest of the next attempt, before any randomness exists (GY-11, BY-1). `programs`
 * are published beside it. A batch whose current attempt is not void is answered with that attempt: a step may run twice. Nothing is frozen yet
 * where the answer is `by-bucket`: the buckets are read by that plan, and the plan is given.
 */
export const freezeBatch = async (context: DrawContext, input: FreezingInput): Promise<Result<Freezing, Refusal>> => {
  const { stores, profile, act } = context;
  const loaded = await loadBatch(stores.lifecycle, input.batchId);
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  if (batch.stage === 'scheduled') return refuse('scheme-missing');
  const last = batch.stage === 'prepared' ? undefined : await readAttempt(stores, batch.batchId, batch.attempt);
  if (last !== undefined && last.stage !== 'void') return ok({ outcome: 'frozen', drawNo: last.drawNo, M0: last.M0 });
  if (batch.stage !== 'prepared' && batch.stage !== 'drawing') throw new Error(`${batch.batchId} is ${batch.stage} with a void attempt`);

  const ref: AttemptRef = { batchId: batch.batchId, drawNo: (last?.drawNo ?? 0) + 1 };
  const officers = await readOfficerLists(context, ref, batch.scheme.departments);
  if (!officers.ok) return officers;
  const out = await frequencyExclusions(context, batch);
  const read = await freezeRows(context, { ref, now: act.now, atOnce: input.atOnce, plan: input.plan, frame: batch.entry.targets.frame, excluded: out.exclusions });
  if (!read.ok) return read;
  if (read.value.kind === 'by-bucket') return ok({ outcome: 'by-bucket', plan: read.value.plan });
  const { rows } = read.value;
  const roots = profile.draw.directory?.blinded === true ? { snapshot: await blindRows(stores, ref, rows.snapshot) } : {};
  const lists: Lists = { ...officers.value, ...rows, ...roots, ...out };
  const uses = profile.draw.cap.per === 'plan-year' ? await readCapUses(stores.lifecycle, batch.year) : [];
  const composed = composeManifest({
    ref,
    prev: last?.voidHash ?? NO_PREVIOUS,
    entry: batch.entry,
    scheme: batch.scheme,
    profile,
    lists,
    taken: takenByOthers(uses, directoryOf(batch.entry.targets.frame), batch.batchId),
    times: await timesOf(context, batch, ref),
    verifierSha256: hasher.hex(input.programs.verifier),
  });
  if (!composed.ok) return composed;
  const { manifest, forecast } = composed.value;

  await keep(context, ref, lists, manifest);
  const experts = await freezeExperts(context, ref, batch.scheme, manifest);
  await publish(context, ref, lists, manifest, input.programs);
  const attempt: Attempt = { ...firstStage(batch, manifest, forecast, context), ...(experts === undefined ? {} : { experts }) };
  return (await record(context, batch, attempt, manifest, lists)) ? ok({ outcome: 'frozen', drawNo: attempt.drawNo, M0: attempt.M0 }) : freezeBatch(context, input);
};

const timesOf = async ({ stores, act }: DrawContext, batch: Ready, { drawNo }: AttemptRef) => {
  const { commitBy, revealBy, beacon } = batch.scheme.ceremony;
  if (drawNo === 1) return ceremonyTimes({ commitBy, revealBy, ...(beacon === undefined ? {} : { beaconAt: beacon.at }) }, batch.schemeAt, act.now);
  const first = await readAttempt(stores, batch.batchId, 1);
  const beaconAt = firstRoundOf(first);
  return ceremonyTimes({ commitBy: first.commitBy, revealBy: first.revealBy, ...(beaconAt === undefined ? {} : { beaconAt }) }, first.manifestAt, act.now);
};

// The rows were kept as they were read.
const keep = async ({ stores }: DrawContext, ref: AttemptRef, lists: Lists, manifest: Manifest): Promise<void> => {
  await Promise.all([
    ...smallLists(lists).map(([file, body]) => writeFile(stores, ref, file, body)),
    writeFile(stores, ref, 'manifest.json', manifestText(manifest)),
    writeFile(stores, ref, 'witness/recusals.txt', linesToText(recusalLines(lists.recusals))),
    writeFile(stores, ref, 'witness/secret.txt', `${lists.secret}\n`),
    writeFile(stores, ref, MARK_FILE, markText(lists)),
    ...(lists.ground === undefined ? [] : [writeFile(stores, ref, EXCLUSIONS_FILE, lists.ground)]),
  ]);
};

// The lists first: a manifest that stands in public has everything it commits to beside it.
const publish = async ({ stores }: DrawContext, ref: AttemptRef, lists: Lists, manifest: Manifest, { verifier, party }: Programs): Promise<void> => {
  await Promise.all([
    ...(manifest.snapshot.blinded ? [] : lists.snapshot.shards.map((_, index) => publishKept(stores, ref, rowsFile(index)))),
    ...[...smallLists(lists), ['verify.mjs', verifier] as const, ['party.mjs', party] as const].map(([file, body]) => publishFile(stores, ref, file, body)),
  ]);
  await publishFile(stores, ref, 'manifest.json', manifestText(manifest));
};

const markText = ({ mark }: Pick<Lists, 'mark'>): string => canonicalJson(mark);

const smallLists = ({ officers, exclusions }: Lists): readonly (readonly [string, string])[] => [
  ['excluded.txt', linesToText(exclusions.map(exclusionLine))],
  ['officers.txt', linesToText(officers.map(officerLine))],
];

const firstStage = (batch: Ready, manifest: Manifest, forecast: readonly Shortage[], { act }: DrawContext): AttemptIn<'committing'> => ({
  shape: 1,
  stage: 'committing',
  batchId: batch.batchId,
  drawNo: manifest.drawNo,
  version: 1,
  prev: manifest.prev,
  M0: manifestHash(hasher, manifest),
  participants: [...batch.scheme.ceremony.participants].sort((a, b) => (a.id < b.id ? -1 : 1)),
  manifestAt: act.now,
  commitBy: manifest.ceremony.commitBy,
  revealBy: manifest.ceremony.revealBy,
  quota: manifest.item.strata.reduce((sum, { k }) => sum + k, 0),
  forecast: [...forecast],
  commitments: [],
  ...(manifest.ceremony.beacons.length === 0 ? {} : { beacons: [...manifest.ceremony.beacons] }),
  ...(batch.scheme.sealed === undefined ? {} : { openOn: batch.scheme.sealed.openOn }),
  ...(batch.scheme.observers === undefined ? {} : { observers: [...batch.scheme.observers] }),
});

/** False if another run of this step recorded the attempt first. */
const record = async ({ stores, profile, act }: DrawContext, before: Ready, attempt: Attempt, manifest: Manifest, lists: Lists): Promise<boolean> => {
  const after: Batch = { ...before, stage: 'drawing', attempt: attempt.drawNo, version: before.version + 1 };
  const { batchId, drawNo } = attempt;
  const directory = directoryOf(before.entry.targets.frame);
  const deed = { stream: streamOf(batchId), action: 'draw.freeze', subject: `draw/${batchId}/${drawNo}`, after: viewAttempt(attempt) };
  const done = await commit(stores, act, deed, [
    createAttempt(stores.lifecycle, attempt),
    putBatch(stores.lifecycle, before, after),
    recordCapUse(stores.lifecycle, { shape: 1, batchId, year: before.year, directory, count: attempt.quota }),
    noteFreezing(stores.lifecycle, { shape: 1, batchId, drawNo, strata: profile.draw.strata.by, M0: attempt.M0, markHash: hasher.hex(utf8(markText(lists))) }),
    ...inviteToDraw(stores.lifecycle, after, attempt),
    listPublicly(stores.publication, toPublicAttempt(after, attempt, [...frozenFiles(manifest), ...expertFiles(attempt.experts, { isOpen: false })])),
  ]);
  if (!done.ok && done.error.code !== 'changed-meanwhile') throw new Error(`freezing ${batchId}#${drawNo}: ${done.error.code}`);
  return done.ok;
};
