import type { Manifest } from '../../../shared/lottery/types.ts';
import type { Frame } from '../../../shared/plan/entry.ts';
import type { WorldRecord } from '../world/record.ts';

/** The manifest of an attempt as it stands in public; undefined where none does. */
export const manifestIn = ({ buckets }: WorldRecord, batchId: string, drawNo: number): Manifest | undefined => {
  const body = buckets.published.get(`draws/${batchId}/${drawNo}/manifest.json`)?.body;
  return body === undefined ? undefined : (JSON.parse(Buffer.from(body).toString()) as Manifest);
};

const ROW = 64;

/** The frozen rows of an attempt, each with its newline: those in public, or of a blinded directory those that the witnesses are given. */
export const rowsIn = ({ buckets }: WorldRecord, batchId: string, drawNo: number, { snapshot }: Pick<Manifest, 'snapshot'>): readonly string[] =>
  snapshot.shards.flatMap((_, shard) => {
    const file = `${batchId}/${drawNo}/rows-${String(shard).padStart(4, '0')}.txt`;
    const body = Buffer.from((snapshot.blinded ? buckets.snapshots.get(file) : buckets.published.get(`draws/${file}`))?.body ?? []);
    return Array.from({ length: Math.floor(body.length / ROW) }, (_none, row) => body.toString('latin1', row * ROW, row * ROW + ROW));
  });

/** Who may not be drawn in an attempt, by the public list. */
export const excludedIn = ({ buckets }: WorldRecord, batchId: string, drawNo: number): ReadonlySet<string> =>
  new Set(Buffer.from(buckets.published.get(`draws/${batchId}/${drawNo}/excluded.txt`)?.body ?? []).toString().split('\n').map((line) => line.slice(0, 18)));

/** The frame by the places of a row: region 19, industry 26, last inspection 34, tags 43, status 60. `withPast`: whether past inspections count. */
export const admits = (frame: Frame, row: string, withPast: boolean): boolean => {
  const among = (wanted: readonly string[] | undefined, at: number): boolean => wanted === undefined || wanted.some((prefix) => row.startsWith(prefix, at));
  const tags = BigInt(`0x${row.slice(43, 59)}`);
  const [all, none] = [BigInt(`0x${frame.tagsAll ?? '0'}`), BigInt(`0x${frame.tagsNone ?? '0'}`)];
  const last = row.slice(34, 42);
  const isDue = !withPast || frame.inspectedBefore === undefined || last === '00000000' || last < frame.inspectedBefore;
  return among(frame.status, 60) && among(frame.regions, 19) && among(frame.industries, 26) && (tags & all) === all && (tags & none) === 0n && isDue;
};

/** How many rows of each stratum: its letter stands at place 32. */
export const byStratum = (rows: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.slice(32, 33), (counts.get(row.slice(32, 33)) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};
