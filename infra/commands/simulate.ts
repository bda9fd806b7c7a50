import { replayCommand, type BrokenYear } from '../simulation/run/broken-year.ts';
import { playManyYears, seedsOf } from '../simulation/run/many-years.ts';
import { toldInShort } from '../simulation/run/story.ts';
import { summed } from '../simulation/run/tally.ts';
import { yearOfSeed } from '../simulation/run/year-of-seed.ts';
import { createWorld } from '../simulation/world/create-world.ts';
import { simulateOptions, USAGE, type SimulateOptions } from './simulate/options.ts';
import { progressLine } from './simulate/progress.ts';
import { tableOf } from './simulate/table.ts';

const PROGRESS_MS = 10_000;

const say = (...lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

const tell = (broken: BrokenYear): void => {
  const { seed, breaks, only, story, replays } = broken;
  say('', `✗ the year ${seed} broke: ${breaks.map(({ invariant, clauses }) => `${invariant} [${clauses.join(', ')}]`).join('; ')}`);
  say(`  its shortest story, found in ${replays} replays, needs ${only.length} decision${only.length === 1 ? '' : 's'}:`, ...story.map((line) => `  ${line}`), `  again: ${replayCommand(broken)}`);
};

const replay = async ({ seed, only }: Extract<SimulateOptions, { kind: 'replay' }>): Promise<boolean> => {
  const { breaks, lines, decisions, tally } = await yearOfSeed(seed, { createWorld, only, isTold: true });
  say(...toldInShort(lines), ...tableOf(tally.counts()), '', `${decisions.length} decisions, ${breaks.length} breaks`);
  return breaks.length === 0;
};

const simulate = async ({ years, from, seed, workers, patience }: Extract<SimulateOptions, { kind: 'years' }>): Promise<boolean> => {
  const begun = performance.now();
  const seeds = seedsOf(seed, years, from);
  let [told, broken] = [begun, 0];
  const reports = await playManyYears({
    seeds, workers, patience,
    onYear: (report, done) => {
      if (report.broken !== undefined) {
        broken += 1;
        tell(report.broken);
      }
      if (performance.now() - told < PROGRESS_MS && done < seeds.length) return;
      told = performance.now();
      say(progressLine({ done, total: seeds.length, broken, elapsedMs: told - begun }));
    },
  });
  say(...tableOf(summed(reports.map(({ counts }) => counts))), '', `${reports.length} of ${seeds.length} years of seed ${seed} played${from > 1 ? `, from year ${from} on` : ''}, ${broken} broken`);
  return broken === 0 && reports.length === seeds.length;
};

const options = simulateOptions(process.argv.slice(2));
if (options.kind === 'help') say(USAGE);
else if (!(options.kind === 'replay' ? await replay(options) : await simulate(options))) process.exitCode = 1;
