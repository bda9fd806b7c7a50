import { hash } from 'node:crypto';
import type { WorldRecord } from '../world/record.ts';

/** What a year has come to: what must not depend on a fault in between. */
export interface Ending {
  /** Batches by id, with the stage they ended in. */
  readonly batches: Readonly<Record<string, string>>;
  /** Attempts by batch and number: what was frozen, and what came of it. */
  readonly draws: Readonly<Record<string, { readonly M0: string; readonly stage: string; readonly seed?: string; readonly drawn?: string; readonly voided?: string }>>;
  /** Forms that are neither published nor exempt. */
  readonly open: number;
  readonly drawn: number;
}

/** Everything a transcript tells but when it was drawn, as a hash. */
const drawnIn = (transcript: Uint8Array | undefined): { readonly drawn?: string } => {
  if (transcript === undefined) return {};
  const { times: _, ...told } = JSON.parse(Buffer.from(transcript).toString('utf8')) as Readonly<Record<string, unknown>>;
  return { drawn: hash('sha256', JSON.stringify(told), 'hex') };
};

/** The year's end as the record tells it. */
export const endingOf = ({ tables: { lifecycle, publication }, buckets: { snapshots } }: WorldRecord, year: number): Ending => {
  const batches: Record<string, string> = {};
  const draws: Record<string, Ending['draws'][string]> = {};
  let [open, drawn] = [0, 0];
  for (const pk of [...lifecycle.partitions()].filter((name) => name.startsWith(`BATCH#batch-${year}-`)).sort()) {
    const batchId = pk.slice('BATCH#'.length);
    batches[batchId] = String(lifecycle.get(pk, 'BATCH')?.['stage']);
    for (const item of lifecycle.partition(pk, 'ATTEMPT#')) {
      const { drawNo, M0, stage, seed, voidHash } = item as Readonly<Record<string, unknown>>;
      draws[`${batchId}#${String(drawNo)}`] = {
        M0: String(M0), stage: String(stage),
        ...(seed === undefined ? {} : { seed: String(seed) }), ...drawnIn(snapshots.get(`${batchId}/${String(drawNo)}/transcript.json`)?.body), ...(voidHash === undefined ? {} : { voided: String(voidHash) }),
      };
    }
    const published = new Set(publication.partition(`RESULT#${batchId}`).map(({ sk }) => sk));
    for (const form of lifecycle.partition(pk, 'FORM#')) {
      drawn += 1;
      const { targetId, stage } = form as Readonly<Record<string, unknown>>;
      if (stage !== 'exempt' && !published.has(String(targetId))) open += 1;
    }
  }
  return { batches, draws, open, drawn };
};

/**
 * What of `ending` is not as it must be: the same batches come to the same end, no form stays open that did not, and of what was frozen alike
 * the same was drawn. A fault may put off what is frozen, and then another draw is right.
 */
export const differences = (unfaulted: Ending, ending: Ending): readonly string[] => [
  ...Object.entries(unfaulted.batches).flatMap(([batchId, stage]) => (ending.batches[batchId] === stage ? [] : [`${batchId} ended as ${ending.batches[batchId] ?? 'nothing'} instead of ${stage}`])),
  ...Object.entries(unfaulted.draws).flatMap(([name, expected]) => {
    const found = ending.draws[name];
    if (found === undefined || found.M0 !== expected.M0 || found.seed !== expected.seed) return [];
    return found.drawn === expected.drawn ? [] : [`${name} drew otherwise from the same lists and the same seed`];
  }),
  ...(ending.open > unfaulted.open ? [`${ending.open} forms are open at the end instead of ${unfaulted.open}`] : []),
];
