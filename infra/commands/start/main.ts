import path from 'node:path';
import { progressOn } from '../../rehearsal/progress.ts';
import { PLAN_YEAR, rehearse } from '../../rehearsal/rehearse.ts';
import type { Summary } from '../../rehearsal/summary/summary.ts';
import { summaryText } from '../../rehearsal/summary/summary-text.ts';
import { addressesText } from './addresses.ts';
import { isFree } from './free-port.ts';
import { HELP, readOptions, type StartOptions } from './options.ts';
import { runMachine, type Running } from './rehearsed-machine.ts';
import { openYearFolder, type Kept, type YearFolder } from './year-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** What `npm start` does. Resolves with the exit status, once it is asked to end or has nothing left to do. */
export const startAndServe = async (args: readonly string[]): Promise<number> => {
  const options = optionsOrComplaint(args);
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (!(await isFree(options.port))) {
    console.error(`端口 ${options.port} 已被占用：先停止占用它的程序，或换一个端口（--port ${options.port + 10}）。\nPort ${options.port} is in use: stop what uses it, or choose another (--port ${options.port + 10}).`);
    return 2;
  }
  const folder = openFolder(options);
  const { kept } = folder;
  const running: Running<'real' | 'virtual'> = kept.kind === 'live' ? await run(options, folder, 'real', '') : await run(options, folder, 'virtual', kept.city.seed);
  const stopped = untilStopped();
  let isStopped = false;
  void stopped.then(() => (isStopped = true));
  const status = kept.kind === 'live' ? 0 : await Promise.race([play(running, folder, kept, () => isStopped), stopped.then(() => 130)]);
  if (options.exit || status === 130) {
    await running.stop();
    return status;
  }
  console.log(addressesText(running.machine, kept.kind === 'rehearsal' ? folder.summary : undefined));
  await stopped;
  await running.stop();
  return status;
};

const optionsOrComplaint = (args: readonly string[]): StartOptions | string => {
  try {
    return readOptions(args);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`;
  }
};

const openFolder = (options: StartOptions): YearFolder => {
  const { profile, seed, targets, data, live, given } = options;
  const wanted: Kept = live ? { kind: 'live', profile } : { kind: 'rehearsal', profile, city: { seed, targets, year: PLAN_YEAR } };
  const dir = data === undefined ? path.join(ROOT, live ? '.data-live' : '.data') : path.resolve(data);
  const folder = openYearFolder(dir, wanted, data === undefined && !live);
  const differs = ['profile', 'seed', 'targets', 'live'].filter((name) => given.has(name) && JSON.stringify(valueOf(folder.kept, name)) !== JSON.stringify(valueOf(wanted, name)));
  if (differs.length > 0) throw new Error(`${dir} 中的数据属于另一次运行（${differs.map((name) => `--${name}`).join(' ')} 不同）：去掉这些选项或换一个目录。holds another run; leave these options out or give another --data.`);
  return folder;
};

const valueOf = (kept: Kept, name: string): unknown => ({ live: kept.kind === 'live', profile: kept.profile, ...(kept.kind === 'rehearsal' ? kept.city : {}) })[name];

const run = <Kind extends 'real' | 'virtual'>({ port }: StartOptions, { dir, rehearsal, kept }: YearFolder, clock: Kind, seed: string): Promise<Running<Kind>> =>
  runMachine({ dir, rehearsal, clock, profile: kept.profile, seed, port });

const play = async ({ machine, journal }: Running<'real' | 'virtual'>, folder: YearFolder, { city }: Extract<Kept, { kind: 'rehearsal' }>, isStopped: () => boolean): Promise<number> => {
  const summary = folder.summary ?? (await playToTheEnd(machine.url, journal, city, isStopped));
  if (summary === undefined) return 1;
  folder.finish(summary);
  console.log(`\n${summaryText(summary)}\n`);
  return summary.complaints.length === 0 ? 0 : 1;
};

const playToTheEnd = async (url: string, journal: Running<'virtual'>['journal'], city: Extract<Kept, { kind: 'rehearsal' }>['city'], isStopped: () => boolean): Promise<Summary | undefined> => {
  const progress = progressOn(process.stdout);
  try {
    return await rehearse({ url, city, journal, onSeeding: (entered) => progress.seeding(entered, city.targets), onStop: progress.stop });
  } catch (error) {
    // Somebody who ends the program need not hear that the machine has gone from under the people.
    if (!isStopped()) console.error(`\n演练中断 The rehearsal stopped: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    progress.end();
  }
};

/** Resolves when somebody asks the program to end. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
