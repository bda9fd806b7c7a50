import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dateOf } from '../../shared/kernel/instant.ts';
import { PLAN_YEAR } from '../rehearsal/rehearse.ts';
import type { City } from '../rehearsal/scene.ts';
import { HELP, readOptions, type GrantsOptions } from './grants/options.ts';
import { headText, mayStay, rowText, totalText, type Row } from './grants/table.ts';
import { tryAll } from './grants/try-all.ts';
import { studyYear, type Studied } from './grants/whole-year.ts';

const PROFILE = 'guangyuan';

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const dir = mkdtempSync(path.join(tmpdir(), 'double-random-grants-'));
  // Copies of a year are large: nobody who interrupts this should have to look for them.
  process.once('exit', () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const began = performance.now();
  const rows = await allRows(dir, options);
  console.log(`\n${totalText(rows)} (${((performance.now() - began) / 60_000).toFixed(0)} min)`);
  return rows.length > 0 && rows.every(mayStay) ? 0 : 1;
};

const allRows = async (dir: string, { only, jobs, targets }: GrantsOptions): Promise<readonly Row[]> => {
  const city: City = { seed: '广元2026', targets, year: PLAN_YEAR };
  const studied = (await unbroken(dir, city)).filter(({ place }) => place.roleArn.toLowerCase().includes(only.toLowerCase()));
  const rows: Row[] = [];
  const add = (row: Row): void => {
    rows.push(row);
    console.log(rowText(row));
  };
  console.log(headText());
  const trials = studied.flatMap((one, index) =>
    one.first === undefined ? [] : [{ studied: one, place: one.place, neededAt: one.first.at, from: one.first.from, dir: path.join(dir, `without-${index}`), city, profile: PROFILE }],
  );
  for (const one of studied) if (one.first === undefined) add({ studied: one, outcome: undefined });
  await tryAll(trials, jobs, (trial, outcome) => add({ studied: trial.studied, outcome }));
  return rows;
};

const unbroken = async (dir: string, city: City): Promise<readonly Studied[]> => {
  let month = '';
  const began = performance.now();
  process.stderr.write('the unbroken year:');
  const studied = await studyYear({
    dir, city, profile: PROFILE,
    onStop: (at) => {
      if (dateOf(at).slice(0, 7) === month) return;
      month = dateOf(at).slice(0, 7);
      process.stderr.write(` ${month}`);
    },
  });
  process.stderr.write(` (${((performance.now() - began) / 1000).toFixed(0)} s)\n`);
  return studied;
};

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});
