import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { utf8 } from '../../lottery/encoding/bytes.ts';
import { manifestHash, NO_PREVIOUS } from '../../lottery/manifest/manifest.ts';
import { loadBatch } from '../../plan/batch-store.ts';
import { directoryOf } from '../../plan/cap.ts';
import { findAttempt, readAttempt } from '../record/attempt-store.ts';
import { firstRoundOf } from '../record/beacon-times.ts';
import { ceremonyTimes } from '../record/ceremony-times.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { AttemptRef } from '../record/draw-files.ts';
import { keepList, layOut } from '../record/kept-files.ts';
import { blindRows } from './blind-rows.ts';
import { readCapUses } from './cap-ledger-store.ts';
import { takenByOthers } from './cap-ledger.ts';
import { findCapTurn } from './cap-turn-store.ts';
import { composeManifest } from './compose-manifest.ts';
import { freezeExperts } from './freeze-experts.ts';
import { readOfficerLists } from './freeze-lists.ts';
import { freezeRows, type RowsToFreeze } from './freeze-rows.ts';
import { frequencyExclusions } from './frequency-exclusions.ts';
import { keepLists, markText, type Lists, type Programs } from './keep-lists.ts';
import { firstStage, recordFreezing, type Ready } from './record-freezing.ts';

/** Which attempt was frozen, and its commitment; or the plan by which the buckets of a large directory are to be read before it can be. */
export type Freezing = { readonly outcome: 'frozen'; readonly drawNo: number; readonly M0: string } | { readonly outcome: 'by-bucket'; readonly plan: string };

/** What a freezing is given. */
export interface FreezingInput extends Pick<RowsToFreeze, 'atOnce' | 'plan'> {
  readonly batchId: string;
  readonly programs: Programs;
}

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
  if (last !== undefined && last.stage !== 'void') {
    // Another run may have put this on record, or this one may have died after it: its files are to lie there, whoever wrote last.
    await layOut(stores, last, last.M0);
    return ok({ outcome: 'frozen', drawNo: last.drawNo, M0: last.M0 });
  }
  if (batch.stage !== 'prepared' && batch.stage !== 'drawing') throw new Error(`${batch.batchId} is ${batch.stage} with a void attempt`);

  const ref: AttemptRef = { batchId: batch.batchId, drawNo: (last?.drawNo ?? 0) + 1 };
  const officers = await readOfficerLists(context, ref, batch.scheme.departments);
  if (!officers.ok) return officers;
  const out = await frequencyExclusions(context, batch);
  const isBlinded = profile.draw.directory?.blinded === true;
  const read = await freezeRows(context, { ref, now: act.now, atOnce: input.atOnce, plan: input.plan, frame: batch.entry.targets.frame, excluded: out.exclusions, isPublic: !isBlinded });
  if (!read.ok) return read;
  if (read.value.kind === 'by-bucket') return ok({ outcome: 'by-bucket', plan: read.value.plan });
  const { rows } = read.value;
  const blinded = isBlinded ? await blindRows(stores, ref, { rows: rows.snapshot.rows, shards: rows.shards }) : undefined;
  const lists: Lists = { ...officers.value, ...rows, ...(blinded === undefined ? {} : { snapshot: blinded.snapshot }), ...out };
  const directory = directoryOf(batch.entry.targets.frame);
  const turn = await findCapTurn(stores.lifecycle, { year: batch.year, directory });
  const uses = profile.draw.cap.per === 'plan-year' ? await readCapUses(stores.lifecycle, batch.year) : [];
  const composed = composeManifest({
    ref,
    prev: last?.voidHash ?? NO_PREVIOUS,
    entry: batch.entry,
    scheme: batch.scheme,
    profile,
    lists,
    taken: takenByOthers(uses, directory, batch.batchId),
    times: await timesOf(context, batch, ref),
    verifierSha256: hasher.hex(input.programs.verifier),
  });
  if (!composed.ok) return composed;
  const { manifest, forecast } = composed.value;

  const M0 = manifestHash(hasher, manifest);
  const frozen = await freezeExperts(context, ref, batch.scheme, manifest);
  const files = await keepLists(stores, ref, lists, manifest, input.programs);
  await keepList(stores, ref, M0, [...files, ...rows.shards, ...(blinded?.salts ?? []), ...(frozen?.files ?? [])]);
  // A run that stood still while another went on record lays nothing over its files, which by then may be those of a void.
  if ((await findAttempt(stores.lifecycle, ref.batchId, ref.drawNo)) === undefined) await layOut(stores, ref, M0);
  const attempt = firstStage(batch, { manifest, forecast, experts: frozen?.experts }, context);
  const isRecorded = await recordFreezing(context, batch, { attempt, manifest, turn, markHash: hasher.hex(utf8(markText(lists))) });
  return isRecorded ? ok({ outcome: 'frozen', drawNo: attempt.drawNo, M0 }) : freezeBatch(context, input);
};

const timesOf = async ({ stores, act }: DrawContext, batch: Ready, { drawNo }: AttemptRef) => {
  const { commitBy, revealBy, beacon } = batch.scheme.ceremony;
  if (drawNo === 1) return ceremonyTimes({ commitBy, revealBy, ...(beacon === undefined ? {} : { beaconAt: beacon.at }) }, batch.schemeAt, act.now);
  const first = await readAttempt(stores, batch.batchId, 1);
  const beaconAt = firstRoundOf(first);
  return ceremonyTimes({ commitBy: first.commitBy, revealBy: first.revealBy, ...(beaconAt === undefined ? {} : { beaconAt }) }, first.manifestAt, act.now);
};
