import { yearOfSeed } from '../../simulation/run/year-of-seed.ts';
import { createWorld } from '../../simulation/world/create-world.ts';
import type { YearReport } from './child.ts';

// A process of its own, so that what is planted here is nowhere else: plays the years named on the command line and reports each. With a defect the first that breaks is enough.
for (const seed of process.argv.slice(2)) {
  const { breaks, tally } = await yearOfSeed(seed, { createWorld });
  const report: YearReport = { seed, steps: tally.counts()['commands'] ?? 0, breaks };
  process.send?.(report);
  if (breaks.length > 0 && process.env['PLANTED'] !== undefined) break;
}
process.disconnect?.();
process.exit(0);
