import { createHash } from 'node:crypto';
import { readRow, readWitnessFile } from '../../../shared/api/batches.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import type { Scene } from './scene.ts';
import type { Batch } from './truth.ts';

/** Of a blinded directory witnesses are given rows and salts and nobody else is; a firm follows its own row to the published root (HT-8, BY-1). */
export const lookBehindBlinds = async ({ city, fate, hand, duties, object }: Scene, { batchId, entry }: Batch): Promise<void> => {
  const { supervisor, conference } = OFFICES;
  const files: string[] = [];
  for (const file of ['rows-0000.txt', 'salts-0000.txt']) {
    const input = { params: { batchId, file } };
    files.push((await hand.read(supervisor, readWitnessFile, input)).content ?? '');
    await duties.tryWrongly('what is kept for witnesses (HT-8)', { user: conference, endpoint: readWitnessFile, input });
  }
  const [rows = '', salts = ''] = files.map((text) => text.split('\n').slice(0, -1));
  const { id: targetId } = fate.pick(city.targets, 'own row', batchId);
  const own = await hand.read(operatorOf(entry.leadDepartment), readRow, { params: { batchId, targetId } });
  if (own.row !== `${rows[own.index] ?? ''}\n` || own.salt !== salts[own.index]) object('row-is-handed-out', `${targetId} is given another row or salt of ${batchId} than its witnesses (BY-1)`);
  if (!leadsToRoot(own, rows.length)) object('row-is-handed-out', `the row and salt of ${targetId} in ${batchId} do not lead to the root (BY-1)`);
};

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const NODE = Buffer.of(1);

/** Follows an RFC 6962 path from leaf `index` of `size`. */
const leadsToRoot = ({ row, salt = '', index, path, root }: { readonly row: string; readonly salt?: string | undefined; readonly index: number; readonly path: readonly string[]; readonly root: string }, size: number): boolean => {
  let hash = sha256(Buffer.of(0), Buffer.from(salt, 'hex'), Buffer.from(row, 'latin1'));
  let [place, last] = [index, size - 1];
  for (const step of path.map((each) => Buffer.from(each, 'hex'))) {
    const isRight = place % 2 === 1 || place === last;
    hash = isRight ? sha256(NODE, step, hash) : sha256(NODE, hash, step);
    // A last one without a neighbour rises unchanged until it has one.
    for (; isRight && place % 2 === 0 && place > 0; last >>= 1) place >>= 1;
    [place, last] = [place >> 1, last >> 1];
  }
  return last === 0 && hash.toString('hex') === root;
};
