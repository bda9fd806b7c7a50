import { loadCurrent } from '../draw/record/change-attempt.ts';
import type { WitnessFile } from '../draw/drawing/witness-file.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import { formsOf } from './form-store.ts';
import { publicLossCode } from './loss-code.ts';

/** The file of a draw, for supervisors and witnesses, that says why a target was lost where the published line only says that the visit cannot take place (NR-9). */
export const LOSSES_FILE = 'losses.json';

/**
 * The losses whose ground is not published, by line of the draw's events: canonical JSON `[{event, targetId, code, ground, evidence [sha256], by, at}]`. Only the attempt that
 * stands has any: refused with `not-found` for an earlier one, with `draw-not-open` before the first.
 */
export const readLossesFile = async (stores: Pick<Stores, 'lifecycle'>, { batchId, drawNo }: { readonly batchId: string; readonly drawNo?: number | undefined }): Promise<Result<WitnessFile, Refusal>> => {
  const current = await loadCurrent(stores, batchId);
  if (!current.ok) return current;
  const { attempt } = current.value;
  if (drawNo !== undefined && drawNo !== attempt.drawNo) return refuse('not-found', { facts: { what: `${LOSSES_FILE} of ${batchId}#${drawNo}` } });
  const kept = (await formsOf(stores.lifecycle, batchId))
    .flatMap((form) => (form.stage === 'lost' && publicLossCode(form.loss.code) !== form.loss.code ? [{ targetId: form.targetId, ...form.loss }] : []))
    .sort((a, b) => a.event - b.event)
    .map(({ event, targetId, code, ground, evidence, by, at }) => ({ event, targetId, code, ground, evidence: evidence.map(({ sha256 }) => sha256), by, at }));
  return ok({ file: LOSSES_FILE, drawNo: attempt.drawNo, content: canonicalJson(kept) });
};
