import { LOSS_CODES } from '../../../shared/inspection/loss-code.ts';
import { isCounted, formsIn, knownVisits, ledgerIn, visitCapOf } from './stored.ts';
import type { Changes, WorldRecord } from '../world/record.ts';

type Written = Pick<Changes, 'items' | 'objects'>;

/**
 * What other draws tell of a sealed one in public: an enterprise left out though nothing that is known has filled its year, or a loss by the words of the cap (NR-9, NR-5).
 */
export const toldByOthers = (record: WorldRecord, written: Written): readonly string[] => [...leftOut(record, written), ...lostToTheCap(record, written)];

const EXCLUDED = /^draws\/([^/]+)\/\d+\/excluded\.txt$/;
const YEAR_OF_BATCH = /^batch-(\d{4})-/;

const leftOut = (record: WorldRecord, { objects }: Written): readonly string[] =>
  objects.filter(({ bucket, version: { key } }) => bucket === 'published' && EXCLUDED.test(key)).flatMap(({ version: { key, at, body } }) => {
    const year = Number(YEAR_OF_BATCH.exec(EXCLUDED.exec(key)?.[1] ?? '')?.[1]);
    const ids = Buffer.from(body).toString().split('\n').filter((line) => line !== '').map((line) => line.slice(0, 18));
    return ids.filter((id) => isSecretlyFull(record, year, id, at)).map((id) => `${key} tells of a visit to ${id} that only a sealed draw has planned`);
  });

const isSecretlyFull = (record: WorldRecord, year: number, id: string, at: string): boolean => {
  const ledger = ledgerIn(record, year, id);
  if (ledger === undefined) return false;
  const known = knownVisits(record, ledger, (openedAt) => openedAt <= at);
  return known.length < ledger.visits.length && known.filter(isCounted).length < visitCapOf(record, year);
};

const OF_A_BATCH = /^(?:draws|results)\/([^/]+)\//;

const lostToTheCap = (record: WorldRecord, { items, objects }: Written): readonly string[] => [
  ...objects.filter(({ bucket }) => bucket === 'published').flatMap(({ version: { key, body } }) => capWords(record, OF_A_BATCH.exec(key)?.[1], key, () => Buffer.from(body).toString())),
  ...items.filter(({ table, after }) => table === 'publication' && after !== undefined).flatMap(({ pk, sk, after }) => capWords(record, /^RESULT#(.+)$/.exec(pk)?.[1], `${pk} ${sk}`, () => JSON.stringify(after))),
];

const capWords = (record: WorldRecord, batchId: string | undefined, where: string, read: () => string): readonly string[] => {
  const grounds = batchId === undefined ? [] : formsIn(record, batchId).flatMap((form) => (form.stage === 'lost' && form.loss.code === 'over-cap' ? [form.loss.ground] : []));
  if (grounds.length === 0) return [];
  const text = read();
  return ['over-cap', LOSS_CODES['over-cap'].zh, ...grounds].some((words) => text.includes(words)) ? [`${where} says that the cap has kept somebody from a visit`] : [];
};
