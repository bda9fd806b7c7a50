import { SHARD_ROWS } from '../../../shared/lottery/directory/row.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { withKernel } from '../../../shared/lottery/providers/kernel.ts';
import { askWhy, type WhyRefusal } from '../../../shared/lottery/verifier/ask-why.ts';
import type { Source } from '../../../shared/lottery/verifier/published.ts';
import type { Why } from '../../../shared/lottery/events/why.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { PublicStores } from './published-record.ts';

/** Above this many rows a shard is too long to be read for one reader's question; the proof is then computed where it is asked for. */
const MOST_ROWS = SHARD_ROWS / 16;

/** The published files of one attempt, in the bucket. */
const publishedSource = ({ published }: PublicStores, folder: string): Source => ({
  where: folder,
  read: async (file) => (await published.get(`${folder}/${file}`)) ?? null,
  part: async (file, from, length) => (await published.part(`${folder}/${file}`, from, length)) ?? null,
});

/** Why a firm was, or was not, drawn in an attempt, as anyone could answer it from the published files. */
export const whyIn = (stores: PublicStores, folder: string, id: string): Promise<Result<Why, WhyRefusal>> =>
  askWhy(withKernel(nodeCrypto), publishedSource(stores, folder), { id, mostRows: MOST_ROWS });
