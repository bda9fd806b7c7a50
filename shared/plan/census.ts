import * as z from 'zod';
import { utf8 } from '../lottery/encoding/bytes.ts';
import { capBaseFrame, frameTest } from '../lottery/directory/frame.ts';
import { formatRow, parseRow, type Row } from '../lottery/directory/row.ts';
import type { Profile } from '../profile/profile.ts';
import type { TargetRow } from '../registry/target-store.ts';
import { stratumOf } from './class-ratios.ts';
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

/** Counts targets by kind. `by`: what the draw's strata are. */
export const countKinds = (targets: readonly TargetRow[], by: Profile['draw']['strata']['by']): Census['kinds'] => {
  const kinds: Record<string, number> = {};
  for (const target of targets) {
    const { id, region, industry, tags, status } = target;
    const row = formatRow({ id: NOBODY, region, industry, stratum: stratumOf(target, by), lastInspected: NEVER, tags, status });
    if (!row.ok) throw new Error(`the directory holds ${id}, which is no row of a draw: ${row.error}`);
    kinds[row.value] = (kinds[row.value] ?? 0) + 1;
  }
  return kinds;
};

/** How many targets the directory of a frame holds by region or by stratum, ascending: those it admits, whenever they were last inspected, so that past inspections do not shrink the cap. */
export const countBy = ({ kinds }: Pick<Census, 'kinds'>, frame: Frame, part: 'region' | 'stratum'): ReadonlyMap<string, number> => {
  const admits = frameTest(capBaseFrame(frame));
  const counts = new Map<string, number>();
  for (const [text, count] of Object.entries(kinds)) {
    if (!admits(utf8(text), 0)) continue;
    const of = rowIn(text)[part];
    counts.set(of, (counts.get(of) ?? 0) + count);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** How many it holds in all, of counts by region or by stratum. */
export const totalOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

const rowIn = (text: string): Row => {
  const row = parseRow(text);
  if (!row.ok) throw new Error(`the census holds what is no row of a draw: ${row.error}`);
  return row.value;
};
