import type { Instant } from '../../../shared/kernel/instant.ts';
import type { WorldRecord } from '../world/record.ts';
import { manifestIn, rowsIn } from './frozen-rows.ts';
import type { Invariant } from './invariant.ts';

/** What a directory holds of one target, and since when. */
interface Known {
  readonly row: string;
  readonly since: Instant;
}

/** The frozen rows are the directory as it was when they were read, however little of it was read: each target once, with what it was entered with last (GY-11). */
export const frozenAsItIs: Invariant = {
  id: 'frozen-as-it-is',
  clauses: ['GY-11', 'BY-1'],
  en: 'A frozen directory holds every target as it stood when the freezing began to read, or as it was changed meanwhile.',
  watch: () => {
    const known = new Map<string, Known>();
    return ({ record, profile }, { items, whole }) => {
      if (whole) known.clear();
      return items.flatMap(({ pk, sk, before, after, at }) => {
        if (pk.startsWith('TARGET#') && after !== undefined) known.set(sk, { row: rowOf(after, profile.draw.strata.by === 'credit'), since: at });
        return sk.startsWith('ATTEMPT#') && before === undefined ? faults(record, pk.slice('BATCH#'.length), Number(sk.slice('ATTEMPT#'.length)), known) : [];
      });
    };
  },
};

const faults = (record: WorldRecord, batchId: string, drawNo: number, known: ReadonlyMap<string, Known>): readonly string[] => {
  const manifest = manifestIn(record, batchId, drawNo);
  if (manifest === undefined) return [`${batchId}#${drawNo} was frozen without a manifest`];
  const { snapshot } = manifest;
  const frozen = rowsIn(record, batchId, drawNo, manifest);
  const seen = new Set(frozen.map((row) => row.slice(0, 18)));
  const isMeanwhile = (target: Known | undefined): boolean => target !== undefined && target.since >= snapshot.asOf.from;
  const other = frozen.filter((row) => known.get(row.slice(0, 18))?.row !== row && !isMeanwhile(known.get(row.slice(0, 18))));
  const missing = [...known].filter(([id, target]) => !seen.has(id) && !isMeanwhile(target));
  return [
    ...other.map((row) => `${batchId}#${drawNo} froze ${row.trim()}, the directory has ${known.get(row.slice(0, 18))?.row.trim() ?? 'nothing'}`),
    ...missing.map(([id]) => `${batchId}#${drawNo} froze no row of ${id}`),
  ];
};

const rowOf = (target: Readonly<Record<string, unknown>>, byCredit: boolean): string =>
  `${[target['id'], target['region'], target['industry'], byCredit ? target['creditClass'] : 'A', target['lastInspected'], target['tags'], target['status']].map(String).join(',')}\n`;
