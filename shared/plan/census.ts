import * as z from 'zod';
import { utf8 } from '../lottery/encoding/bytes.ts';
import { capBaseFrame, frameTest } from '../lottery/directory/frame.ts';
import { formatRow } from '../lottery/directory/row.ts';
import type { TargetRow } from '../registry/target-store.ts';
import type { Frame } from './entry.ts';
import { moment } from './moment.ts';

/** How many targets of each kind the directory held. A kind is a row of the draw with neither name nor past inspection, so that any frame can be counted over it. */
export const census = z.object({ countedAt: moment, kinds: z.record(z.string(), z.int()) });

export type Census = z.output<typeof census>;

const NOBODY = '0'.repeat(18);
const NEVER = '00000000';

/** The kinds of several parts of a directory together. */
export const sumKinds = (parts: readonly Census['kinds'][]): Census['kinds'] => {
  const kinds: Record<string, number> = {};
  for (const part of parts) for (const [row, count] of Object.entries(part)) kinds[row] = (kinds[row] ?? 0) + count;
  return kinds;
};

/** Counts targets by kind. */
export const countKinds = (targets: readonly TargetRow[]): Census['kinds'] => {
  const kinds: Record<string, number> = {};
  for (const { id, region, industry, tags, status } of targets) {
    const row = formatRow({ id: NOBODY, region, industry, stratum: 'A', lastInspected: NEVER, tags, status });
    if (!row.ok) throw new Error(`the directory holds ${id}, which is no row of a draw: ${row.error}`);
    kinds[row.value] = (kinds[row.value] ?? 0) + 1;
  }
  return kinds;
};

/** How many targets the directory of a frame holds: those it admits, whenever they were last inspected, so that past inspections do not shrink the cap. */
export const sizeOf = ({ kinds }: Pick<Census, 'kinds'>, frame: Frame): number => {
  const admits = frameTest(capBaseFrame(frame));
  return Object.entries(kinds).reduce((sum, [row, count]) => (admits(utf8(row), 0) ? sum + count : sum), 0);
};

/** How many targets a frame admits by region, whenever they were last inspected; regions ascending. */
export const regionsOf = ({ kinds }: Pick<Census, 'kinds'>, frame: Frame): ReadonlyMap<string, number> => {
  const admits = frameTest(capBaseFrame(frame));
  const counts = new Map<string, number>();
  for (const [row, count] of Object.entries(kinds)) {
    if (!admits(utf8(row), 0)) continue;
    const region = row.slice(REGION.from, REGION.to);
    counts.set(region, (counts.get(region) ?? 0) + count);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

// Where a row of the draw has its region (draw specification, section 1).
const REGION = { from: 19, to: 25 } as const;
