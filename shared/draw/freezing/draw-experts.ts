import { textOf } from '../../lottery/encoding/bytes.ts';
import type { ExpertsDrawn } from '../../lottery/expert-types.ts';
import { drawExperts as drawByLottery, expertListHash, expertsDrawnHash, expertsDrawnText, parseExpertList, parseExpertsDrawn } from '../../lottery/seats/experts.ts';
import { parseRecusals } from '../../lottery/directory/recusals.ts';
import type { Targets } from '../../lottery/targets/select-targets.ts';
import type { Manifest } from '../../lottery/types.ts';
import type { Stores } from '../../store/record.ts';
import type { AttemptExperts } from '../record/attempt-experts.ts';
import { hasher } from '../record/draw-crypto.ts';
import { publicKey, publishKept, readFile, readPlaces, recordKey, writeFile, type AttemptRef } from '../record/draw-files.ts';
import { EXPERT_RECUSALS_FILE, EXPERTS_FILE, keptList, keptRecusals } from './freeze-experts.ts';

export const EXPERTS_DRAWN_FILE = 'experts-drawn.json';

/** What the experts' draw follows from, beside its frozen list. */
export interface ExpertsGround {
  readonly manifest: Manifest;
  readonly seed: string;
  readonly secret: string;
  readonly targets: Targets;
}

/**
 * Draws the experts by the seed of the same draw and keeps the result (SM-4). Throws if the list that lies there is not the one on record. Run again, it answers the same.
 */
export const drawExperts = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef, experts: AttemptExperts, { manifest, seed, secret, targets }: ExpertsGround): Promise<AttemptExperts> => {
  const kept = keptList(experts.list);
  const list = parseExpertList(textOf(await readFile(stores, ref, kept)));
  if (typeof list === 'string') throw new Error(`${recordKey(ref, kept)}: ${list}`);
  if (expertListHash(hasher, list) !== experts.list) throw new Error(`${recordKey(ref, kept)} is not the list on record`);
  const lines = await readFile(stores, ref, keptRecusals(experts.list));
  const recusals = parseRecusals(textOf(lines));
  if (!recusals.ok) throw new Error(`${recordKey(ref, keptRecusals(experts.list))}: ${JSON.stringify(recusals.error)}`);
  await writeFile(stores, ref, EXPERT_RECUSALS_FILE, lines);
  const reserve = targets.reserve.flatMap(({ ids }) => ids);
  const places = await readPlaces(stores, ref, manifest, [...targets.drawn, ...reserve]);
  const cut = targets.drawn.length;
  const drawn = drawByLottery(hasher, { list, seed, secret, recusals: recusals.value, drawn: places.slice(0, cut), reserve: places.slice(cut) });
  await writeFile(stores, ref, EXPERTS_DRAWN_FILE, expertsDrawnText(drawn));
  return { ...experts, drawn: expertsDrawnHash(hasher, drawn) };
};

/** Publishes the drawn experts with the transcript, where there are any. */
export const publishExperts = async (stores: Pick<Stores, 'snapshots' | 'published'>, ref: AttemptRef, experts: AttemptExperts | undefined): Promise<void> => {
  if (experts?.drawn === undefined) return;
  // The list once more, the one on record: of two freezings at once the other may have been the last to publish.
  await stores.published.copyFrom(stores.snapshots, recordKey(ref, keptList(experts.list)), publicKey(ref, EXPERTS_FILE));
  await publishKept(stores, ref, EXPERTS_DRAWN_FILE);
};

/** The experts' files of an attempt, as the public finds them: the list from the manifest on, the result with the transcript. */
export const expertFiles = (experts: AttemptExperts | undefined, { isOpen }: { readonly isOpen: boolean }): readonly string[] =>
  experts === undefined ? [] : [EXPERTS_FILE, ...(isOpen && experts.drawn !== undefined ? [EXPERTS_DRAWN_FILE] : [])];

/** Who was drawn to help at each visit, the reserves among them. Throws if the record lacks it. */
export const readExpertsDrawn = async (stores: Pick<Stores, 'snapshots'>, ref: AttemptRef): Promise<ExpertsDrawn> => {
  const drawn = parseExpertsDrawn(textOf(await readFile(stores, ref, EXPERTS_DRAWN_FILE)));
  if (typeof drawn === 'string') throw new Error(`${recordKey(ref, EXPERTS_DRAWN_FILE)}: ${drawn}`);
  return drawn;
};
