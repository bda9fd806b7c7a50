import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { playCrashed } from '../../infra/commands/crash/crashed-year.ts';
import { recordOfYear } from '../../infra/commands/crash/record-of-year.ts';
import { startYear, type YearProcess, type YearToPlay } from '../../infra/commands/crash/year-process.ts';
import { steadyPort } from '../../infra/commands/start/free-port.ts';
import type { Summary } from '../../infra/rehearsal/summary/summary.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { AIMS, CYCLES, killedYear, type KilledAt } from './year/killed.ts';
import { rehearsedYear } from './year/rehearsed.ts';
import { yearStates } from './year/states.ts';
import type { Years } from './year/years.ts';

const MINUTES = 60_000;
const years: Partial<Years> = {};
let whole: YearProcess;

const yearIn = async (name: string): Promise<YearToPlay> => ({ dir: scratchFolder(`double-random-${name}-`), seed: 'a rehearsed year', targets: 200, port: await steadyPort() });

const played = async (year: YearToPlay): Promise<void> => {
  whole = startYear(year);
  await whole.served(20 * MINUTES);
  years.url = whole.url;
  years.whole = await recordOfYear(year.dir, whole.url);
  years.summary = JSON.parse(years.whole.summary) as Summary;
};

const killed = async (year: YearToPlay): Promise<void> => {
  const killedAt: KilledAt[] = [];
  years.killed = await playCrashed(year, {
    cycles: CYCLES, dice: ['in every test run'], mostWrites: 25, aims: AIMS,
    onKill: ({ at }, count) => {
      if (!AIMS.has(count - 1)) return;
      const { now } = JSON.parse(readFileSync(path.join(year.dir, 'machine/clock.json'), 'utf8')) as { readonly now: string };
      killedAt.push({ stage: at, at: Date.parse(now) });
    },
  });
  years.killedAt = killedAt;
};

// One year nobody kills serves both: it is looked at for what it is, and the killed one is held against it.
beforeAll(async () => {
  const [first, second] = [await yearIn('whole'), await yearIn('killed')];
  await Promise.all([played(first), killed(second)]);
}, 25 * MINUTES);

afterAll(async () => {
  await whole.stop();
});

describe('a rehearsed year', () => rehearsedYear(years as Years));
describe('the states of a rehearsed year', () => yearStates(years as Years));
describe('a killed year', () => killedYear(years as Years));
