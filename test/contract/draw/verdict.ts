import { posix } from 'node:path';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { Source } from '../../../shared/lottery/verifier/published.ts';
import { overall } from '../../../shared/lottery/verifier/report.ts';
import { verifyDraw } from '../../../shared/lottery/verifier/verify.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { fetchPublished } from '../../independent/fetched.ts';
import { verify } from '../../independent/verify.ts';

/** What the verifier says of a published attempt, with the witness files or without; throws if the one written from the page alone sees it otherwise. */
export const verdict = async (stores: Stores, batchId: string, drawNo: number, as: 'public' | 'witness' = 'public'): Promise<string> => {
  const source = publishedSource(stores, batchId, drawNo, as);
  const said = overall(await verifyDraw(nodeCrypto, source));
  const second = verify(await fetchPublished(source.read));
  if ((second.overall === 'FAIL') !== said.startsWith('FAIL')) throw new Error(`one verifier says ${said}, the other: ${JSON.stringify(second.steps)}`);
  return said;
};

const publishedSource = (stores: Stores, batchId: string, drawNo: number, as: 'public' | 'witness'): Source => ({
  where: `${batchId}/${drawNo}`,
  read: async (path) => {
    // The record keeps the rows beside the folder in which a witness keeps them.
    if (path.startsWith('witness/')) return as === 'witness' ? ((await stores.snapshots.get(`${batchId}/${drawNo}/${path.replace('witness/rows-', 'rows-')}`)) ?? null) : null;
    return (await stores.published.get(posix.join(`draws/${batchId}/${drawNo}`, path))) ?? null;
  },
});
