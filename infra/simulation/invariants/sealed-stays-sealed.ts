import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import type { Changes, WorldRecord } from '../world/record.ts';
import { manifestIn } from './frozen-rows.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, batchesIn } from './stored.ts';
import { toldByOthers } from './told-by-others.ts';

/** Who is visited unannounced is known to nobody outside before the day that was published with the draw, and to all from that day on (NR-9). */
export const sealedStaysSealed: Invariant = {
  id: 'sealed-stays-sealed',
  clauses: ['NR-9', 'BY-1'],
  en: 'Before its day nothing in public tells who was drawn in a sealed draw or what its seed follows from; within a day after it everything is there.',
  watch: () => (view, since) => [
    ...batchesIn(view.record).flatMap((batch) => ('scheme' in batch && batch.scheme.sealed !== undefined ? attemptsIn(view.record, batch.batchId).flatMap((attempt) => faults(view, since, attempt)) : [])),
    // At the end of a year everything is looked at once more, whenever it was written; each was judged in its time.
    ...(since.whole ? [] : toldByOthers(view.record, since)),
  ],
};

/** The rows hold the whole directory, drawn or not; officers' lines tell of earlier visits; whom the list of exclusions may name is asked by {@link toldByOthers}. */
const ALL_OF_IT = /\/(rows-\d+|officers|excluded)\.txt$/;

const faults = ({ record, now }: View, { items, objects, whole }: Changes & { readonly whole: boolean }, attempt: Attempt): readonly string[] => {
  const { openOn, batchId, drawNo } = attempt;
  if (openOn === undefined || attempt.stage === 'void' || isBeingVoided(record, attempt)) return [];
  const [where, day] = [`${batchId}#${drawNo}`, `${openOn}T00:00:00+08:00`];
  if (whole || now >= day) return Date.parse(now) >= Date.parse(day) + 86_400_000 ? lateFaults(record, attempt, where) : [];
  const secrets = [...('seed' in attempt ? [attempt.seed] : []), ...('reveals' in attempt ? attempt.reveals.map(({ value }) => value) : [])];
  const drawn = drawnIn(record, attempt);
  const own = new RegExp(`^(draws/${batchId}/${drawNo}|results/${batchId})/`);
  const tells = (text: string, isOwn: boolean): boolean => secrets.some((value) => text.includes(value)) || (isOwn && drawn.some((id) => text.includes(id)));
  return [
    ...objects
      .filter(({ bucket, version: { key } }) => bucket === 'published' && !key.endsWith('.mjs'))
      .filter(({ version: { key, body } }) => tells(Buffer.from(body).toString(), own.test(key) && !ALL_OF_IT.test(key)))
      .map(({ version: { key } }) => `${key} tells of ${where} before ${openOn}`),
    ...items
      .filter(({ table, pk, sk, after }) => table === 'publication' && after !== undefined && tells(JSON.stringify(after), pk === `RESULT#${batchId}` || sk.startsWith(batchId)))
      .map(({ pk, sk }) => `${pk} ${sk} tells of ${where} before ${openOn}`),
  ];
};

// Its record is published before it counts as void; what it holds is then no secret of a draw any more.
const isBeingVoided = ({ buckets }: WorldRecord, { stage, batchId, drawNo }: Attempt): boolean => stage === 'voiding' && buckets.published.get(`draws/${batchId}/${drawNo}/void.json`) !== undefined;

const drawnIn = (record: WorldRecord, { batchId, drawNo }: Attempt): readonly string[] => {
  const transcript = record.buckets.snapshots.get(`${batchId}/${drawNo}/transcript.json`);
  return transcript === undefined ? [] : (JSON.parse(Buffer.from(transcript.body).toString()) as { drawn: readonly string[] }).drawn;
};

const lateFaults = (record: WorldRecord, attempt: Attempt, where: string): readonly string[] => {
  if (attempt.stage !== 'published') return [];
  const isThere = (file: string): boolean => record.buckets.published.get(`draws/${attempt.batchId}/${attempt.drawNo}/${file}`) !== undefined;
  // Of a blinded directory counts by class would tell of single firms.
  const report = manifestIn(record, attempt.batchId, attempt.drawNo)?.snapshot.blinded === true ? [] : ['fairness.json'];
  return [
    ...(attempt.openedAt === undefined ? [`${where} was to be opened on ${attempt.openOn ?? ''} and is not`] : []),
    ...['sealed.json', 'transcript.json', 'events.txt', ...report].filter((file) => !isThere(file)).map((file) => `${where} was opened without ${file}`),
  ];
};
