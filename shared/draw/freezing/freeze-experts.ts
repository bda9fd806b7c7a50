import { linesToText } from '../../lottery/encoding/list-text.ts';
import type { ExpertList } from '../../lottery/expert-types.ts';
import { expertListHash, expertListText } from '../../lottery/seats/experts.ts';
import { manifestHash } from '../../lottery/manifest/manifest.ts';
import { rootOfLines } from '../../lottery/directory/merkle.ts';
import { recusalLines } from '../../lottery/directory/recusals.ts';
import type { Manifest, Recusal } from '../../lottery/types.ts';
import type { Scheme } from '../../plan/scheme.ts';
import { readExperts } from '../../registry/expert-store.ts';
import { readRecusals } from '../../registry/recusal-store.ts';
import { recusalsInForce } from '../../registry/recusals-in-force.ts';
import { recusalSalt } from './blinding.ts';
import { findBlindingKey } from './blinding-key-store.ts';
import type { AttemptExperts } from '../record/attempt-experts.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { writeFile, type AttemptRef } from '../record/draw-files.ts';
import { keepFile, type KeptFile } from '../record/kept-files.ts';
import { candidatesOf } from './expert-lists.ts';

export const EXPERTS_FILE = 'experts.json';
export const EXPERT_RECUSALS_FILE = 'witness/expert-recusals.txt';

/** Where the record keeps a list and its recusals: by the list's hash, so that two runs of the step at once cannot leave one's list beside the other's entry in the record. */
export const keptList = (hash: string): string => `experts/${hash}.json`;
export const keptRecusals = (hash: string): string => `experts/${hash}.txt`;

/** What goes on record with the attempt, and the files it stands for. */
export interface FrozenExperts {
  readonly experts: AttemptExperts;
  readonly files: readonly KeptFile[];
}

/**
 * Freezes the list of experts where the scheme asks for some, to be published beside the manifest before any randomness exists (NR-2, SM-4). What it answers goes on
 * record with the attempt, into the trail and to every participant: the list's hash cannot be another one afterwards. Undefined where the scheme asks for none.
 */
export const freezeExperts = async ({ stores, profile }: DrawContext, ref: AttemptRef, scheme: Scheme, manifest: Manifest): Promise<FrozenExperts | undefined> => {
  const wanted = scheme.experts;
  if (wanted === undefined || wanted.length === 0) return undefined;
  const key = await findBlindingKey(stores.lifecycle);
  if (key === undefined) throw new Error('the manifest was frozen without the blinding key');
  const candidates = candidatesOf(await readExperts(stores.registry), wanted);
  const ids = new Set(candidates.map(({ id }) => id));
  const pairs = recusalsInForce(await readRecusals(stores.registry), profile).filter(({ officerId }) => ids.has(officerId));
  const recusals: readonly Recusal[] = pairs.map(({ officerId, targetId }) => ({ officerId, targetId, salt: recusalSalt(key, ref, officerId, targetId) }));
  const lines = recusalLines(recusals);
  const list: ExpertList = {
    spec: 'sj-experts/1', planId: manifest.planId, drawNo: manifest.drawNo, M0: manifestHash(hasher, manifest), visit: manifest.visit,
    wanted: wanted.map(({ field, count }) => ({ field, count })), candidates,
    recusals: { root: rootOfLines(hasher, lines), count: lines.length }, blinded: lines.length > 0,
  };
  const text = expertListText(list);
  const hash = expertListHash(hasher, list);
  await Promise.all([
    writeFile(stores, ref, keptList(hash), text),
    writeFile(stores, ref, keptRecusals(hash), linesToText(lines)),
  ]);
  const files = await Promise.all([
    keepFile(stores, ref, EXPERTS_FILE, text, { isPublic: true }),
    keepFile(stores, ref, EXPERT_RECUSALS_FILE, linesToText(lines), { isPublic: false }),
  ]);
  return { experts: { list: hash, candidates: candidates.length }, files };
};
