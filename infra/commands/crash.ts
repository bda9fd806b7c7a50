import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Promised } from './crash/acknowledged.ts';
import { differences } from './crash/differences.ts';
import { crashOnce } from './crash/cycle.ts';
import { recordOfYear, type RecordOfYear } from './crash/record-of-year.ts';
import { startYear, type YearProcess, type YearToPlay } from './crash/year-process.ts';
import { freePort } from './start/free-port.ts';

const HELP = `把演练中的一年在随机时刻用 SIGKILL 终止、再继续，反复多次，并与未被终止的一年比较
Kills a rehearsed year with SIGKILL at random moments and goes on, again and again; compares it with a year nobody killed

用法 Usage: npm run crash -- [--cycles N (30)] [--seed TEXT] [--targets N (200)]`;

const A_YEAR_MS = 3_600_000;

interface Tally {
  readonly cycles: number;
  readonly years: number;
  readonly lost: number;
  readonly different: number;
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { cycles: { type: 'string', default: '30' }, seed: { type: 'string', default: 'crash' }, targets: { type: 'string', default: '200' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const cycles = wholeNumber('--cycles', values.cycles);
  const room = mkdtempSync(path.join(tmpdir(), 'double-random-crash-'));
  const year = async (name: string): Promise<YearToPlay> => ({ dir: path.join(room, name), seed: values.seed, targets: wholeNumber('--targets', values.targets), port: await freePort() });
  const whole = await year('whole');
  console.log('同时演练未被终止的一年，以备比较 beside it a year nobody kills, to compare with');
  const unkilled = readAndStop(startYear(whole), whole.dir);
  // Whether it failed is asked for when there is something to compare.
  unkilled.catch(() => undefined);
  const tally = await crashing(cycles, values.seed, year, unkilled);
  console.log(`\n${tally.cycles} cycles, ${tally.lost} acknowledged writes lost, ${tally.different} steps doubled or left out (${tally.years} years compared)`);
  if (tally.lost + tally.different > 0) {
    console.log(`数据保留在 the data is kept in ${room}`);
    return 1;
  }
  rmSync(room, { recursive: true, force: true });
  return 0;
};

/** `cycles` kills, in as many years as it takes; the last year is played to its end. */
const crashing = async (cycles: number, seed: string, year: (name: string) => Promise<YearToPlay>, unkilled: Promise<RecordOfYear>): Promise<Tally> => {
  const tally = { cycles: 0, years: 0, lost: 0, different: 0 };
  while (tally.cycles < cycles) {
    const broken = await year(`broken-${tally.years + 1}`);
    let heads: Promised['heads'] = new Map();
    let process: YearProcess | undefined;
    while (process === undefined && tally.cycles < cycles) {
      const cycle = await crashOnce(broken, heads, [seed, tally.cycles]);
      heads = cycle.heads;
      tally.lost += cycle.lost.length;
      if (cycle.at === 'over') process = cycle.process;
      else tally.cycles += 1;
      console.log(`${String(tally.cycles).padStart(4)}  ${cycle.at === 'over' ? '年度完成 the year is over' : `killed at ${cycle.at}`}  acknowledged before ${cycle.acknowledged}, lost ${cycle.lost.length}${cycle.lost.map((what) => `\n      lost: ${what}`).join('')}`);
    }
    const found = differences(await unkilled, await readAndStop(process ?? startYear(broken), broken.dir));
    tally.years += 1;
    tally.different += found.length;
    console.log(`      ${found.length === 0 ? '与未被终止的一年相同 equals the year nobody killed' : found.slice(0, 20).join('\n      ')}`);
    if (found.length === 0) rmSync(broken.dir, { recursive: true, force: true });
  }
  return tally;
};

const readAndStop = async (process: YearProcess, dir: string): Promise<RecordOfYear> => {
  await process.served(A_YEAR_MS);
  const record = await recordOfYear(dir, process.url);
  await process.stop();
  return record;
};

const wholeNumber = (name: string, text: string): number => {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new RangeError(`${name} ${text}: 应为正整数 a whole number above 0`);
};

// An end in order also ends the years under way.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
