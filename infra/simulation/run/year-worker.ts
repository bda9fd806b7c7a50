import { parentPort } from 'node:worker_threads';
import { createWorld } from '../world/create-world.ts';
import { toldShortly, type BrokenYear } from './broken-year.ts';
import { yearOfSeed } from './year-of-seed.ts';

/** A year to be played by a worker. */
export interface Order {
  readonly seed: string;
}

/** What a worker reports: the counts of a year, and its story if it broke. */
export interface Report {
  readonly seed: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly broken?: BrokenYear;
}

const play = async ({ seed }: Order): Promise<Report> => {
  const outcome = await yearOfSeed(seed, { createWorld });
  const counts = outcome.tally.counts();
  return outcome.breaks.length === 0 ? { seed, counts } : { seed, counts, broken: await toldShortly(outcome, { createWorld }) };
};

parentPort?.on('message', (order: Order) => {
  void play(order).then((report) => parentPort?.postMessage(report));
});
