import { utf8 } from '../lottery/bytes.ts';
import { capBaseFrame, frameTest } from '../lottery/frame.ts';
import { formatRow } from '../lottery/row.ts';
import type { Frame } from './entry.ts';
import type { Target } from '../registry/target.ts';

/**
 * How many of `targets` an entry's directory holds: those its frame admits, whenever they were last inspected, so that past inspections
 * do not shrink the cap. Counted over the very rows the draw will freeze.
 */
export const directorySize = (targets: readonly Target[], frame: Frame): number => {
  const admits = frameTest(capBaseFrame(frame));
  return targets.reduce((count, target) => (admits(utf8(rowOf(target)), 0) ? count + 1 : count), 0);
};

const rowOf = ({ id, region, industry, lastInspected, tags, status }: Target): string => {
  const row = formatRow({ id, region, industry, stratum: 'A', lastInspected, tags, status });
  if (!row.ok) throw new Error(`the directory holds ${id}, which is no row of a draw: ${row.error}`);
  return row.value;
};
