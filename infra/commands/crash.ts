import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { playCrashed, playWhole } from './crash/crashed-year.ts';
import { differences, sentAgain } from './crash/differences.ts';
import { tally, tallyText, type Tally } from './crash/tally.ts';
import type { YearToPlay } from './crash/year-process.ts';
import { steadyPort } from './start/free-port.ts';

const HELP = `把演练中的一年在随机时刻用 SIGKILL 终止、再继续，反复多次，并与同一种子、未被终止的一年比较
Kills a rehearsed year with SIGKILL at random moments and goes on, again and again; compares it with a year of its seed nobody killed

用法 Usage: npm run crash -- [--cycles N (30)] [--seed TEXT] [--targets N (200)]`;

/** A kill comes after so many writes at the latest; a year of 200 targets has some 1500. */
const MOST_WRITES = 50;
const SHOWN = 20;

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { cycles: { type: 'string', default: '30' }, seed: { type: 'string', default: 'crash' }, targets: { type: 'string', default: '200' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const cycles = wholeNumber('--cycles', values.cycles);
  const targets = wholeNumber('--targets', values.targets);
  const room = mkdtempSync(path.join(tmpdir(), 'double-random-crash-'));
  const all = tally();
  for (let number = 1; all.kills.length < cycles; number += 1) {
    const seed = `${values.seed}-${number}`;
    const before = all.kills.length;
    console.log(`\n第 ${number} 年 year ${number}  种子 seed ${seed}`);
    try {
      await oneYear(path.join(room, String(number)), { seed, targets }, cycles, all);
    } catch (error) {
      all.stuck.push(`${seed}: ${error instanceof Error ? error.message : String(error)}`);
      console.log(`      没有演练到底 not played to its end: ${all.stuck.at(-1)}`);
      // Nothing was killed: the year fails by itself, and the next one would, too.
      if (all.kills.length === before) break;
    }
  }
  console.log(`\n${tallyText(all)}`);
  if (all.lost.length + all.doubled.length + all.different.length + all.stuck.length > 0 || all.kills.length < cycles) {
    console.log(`数据保留在 the data is kept in ${room}`);
    return 1;
  }
  rmSync(room, { recursive: true, force: true });
  return 0;
};

/** A year of `city` that nobody kills, then the same one with kills until there are `cycles` in all; what it comes to is added to `all`. */
const oneYear = async (room: string, city: Pick<YearToPlay, 'seed' | 'targets'>, cycles: number, all: Tally): Promise<void> => {
  const yearIn = async (name: string): Promise<YearToPlay> => ({ dir: path.join(room, name), ...city, port: await steadyPort() });
  const began = performance.now();
  const whole = await playWhole(await yearIn('whole'));
  console.log(`      未被终止 nobody killed it: ${Math.round((performance.now() - began) / 1000)} s`);
  const begun = all.kills.length;
  let last = performance.now();
  const crashed = await playCrashed(await yearIn('broken'), {
    cycles: cycles - begun,
    dice: [city.seed],
    mostWrites: MOST_WRITES,
    onKill: ({ at, readyMs, acknowledged, lost, doubled }, count) => {
      const seconds = (performance.now() - last) / 1000;
      last = performance.now();
      all.kills.push(at);
      if (readyMs !== undefined) all.readyMs.push(readyMs);
      all.seconds.push(seconds);
      console.log(`${String(begun + count).padStart(4)}  ${at.padEnd(12)} ${seconds.toFixed(1).padStart(5)} s  ready ${readyMs === undefined ? '-' : `${Math.round(readyMs)} ms`}  acknowledged ${acknowledged}, lost ${lost.length}, doubled ${doubled.length}`);
      for (const what of [...lost, ...doubled]) console.log(`      ${what}`);
    },
  });
  all.lost.push(...crashed.lost);
  all.doubled.push(...crashed.doubled);
  const found = differences(whole, crashed.record);
  all.different.push(...found);
  all.years += 1;
  all.sentAgain += sentAgain(crashed.record);
  const wrong = [...crashed.lost, ...crashed.doubled, ...found];
  console.log(`      ${wrong.length === 0 ? `与未被终止的一年相同 equals the year nobody killed: ${crashed.record.objects.size} objects, ${crashed.record.items.size} items, ${crashed.record.trails.size} chains` : wrong.slice(0, SHOWN).join('\n      ')}`);
  if (wrong.length === 0) rmSync(room, { recursive: true, force: true });
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
