import { expect, test } from 'vitest';
import { playUnfaulted } from '../../infra/simulation/faults/play-cell.ts';
import { differences } from '../../infra/simulation/faults/ending.ts';
import { BESIDE_THE_YEAR } from '../support/visited-states.ts';

const PATIENCE_MS = 300_000;

test('[GY-11] [GY-12] [BY-1] a year in which every directory is frozen bucket by bucket and every draw is made shard by shard is the year in which none is', { timeout: PATIENCE_MS }, async () => {
  const atOnce = await playUnfaulted('m12', { rows: 100_000, shards: 1 });
  const spread = await playUnfaulted('m12', { rows: 0, shards: 0 });
  expect(Object.keys(atOnce.ending.draws).length).toBeGreaterThan(1);
  expect(spread.ending).toEqual(atOnce.ending);
  expect(differences(atOnce.ending, spread.ending)).toEqual([]);
  const calls = (played: typeof spread, name: string): number => played.seen.find((site) => site.function === name && site.service === 'lambda')?.nth ?? 0;
  // The first freezing of a year reads all buckets, those after it only what the trail says has changed.
  expect([calls(atOnce, 'steps/batch/freeze-bucket'), calls(spread, 'steps/batch/freeze-bucket')]).toEqual([0, 256]);
  expect([calls(atOnce, 'steps/batch/draw-shard'), calls(spread, 'steps/batch/draw-shard')]).toEqual([0, calls(atOnce, 'steps/batch/draw-targets')]);
  expect(spread.states).toEqual(expect.arrayContaining(BESIDE_THE_YEAR['at-scale'].filter((state) => !/^(FreezeBucket|DrawShard)$/.test(state))));
});
