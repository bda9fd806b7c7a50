import type { Instant } from '../../shared/kernel/instant.ts';
import { nodeCrypto } from '../../shared/lottery/providers/node.ts';
import { openBookmark } from './bookmark.ts';
import { openDesk } from './desk.ts';
import type { Journal } from './journal.ts';
import { machineControl } from './machine-control.ts';
import { openCommands } from './open-commands.ts';
import { playYear, type Stop } from './play-year.ts';
import { repeatOpenCommands } from './repeat-open-commands.ts';
import type { City, Scene } from './scene.ts';
import { seedCity } from './seed-city.ts';
import { summarise } from './summary/summarise.ts';
import type { Summary } from './summary/summary.ts';
import { tokenSource } from './tokens.ts';
import { readTruth, type Batch } from './truth.ts';

/** When the rehearsed year begins: an hour before the schedule opens it. */
export const BEGINS = '2025-11-01T08:00:00+08:00';

/** The plan year that is rehearsed; the year after has no holiday notice yet. */
export const PLAN_YEAR = 2026;

/** What a rehearsal needs, beside a machine on a virtual clock at `url`. */
export interface RehearsalOptions {
  readonly url: string;
  readonly city: City;
  readonly journal: Journal;
  readonly onSeeding?: (entered: number) => void;
  readonly onStop?: (stop: Stop) => void;
}

/** Plays the year of `city` to its end, or goes on where an earlier process was stopped, and sums it up. Throws if it cannot end. */
export const rehearse = async (options: RehearsalOptions): Promise<Summary> => summarise((await play(options)).scene);

/** The same up to the first stop at or after `until`, without a summary: the batches as they stand then. */
export const rehearseUntil = async (options: RehearsalOptions, until: Instant): Promise<readonly Batch[]> => (await play(options, until)).batches;

const play = async ({ url, city, journal, onSeeding = () => {}, onStop }: RehearsalOptions, until?: Instant): Promise<{ readonly scene: Scene; readonly batches: readonly Batch[] }> => {
  const machine = machineControl(url);
  const bookmark = openBookmark(journal.folder);
  const commands = openCommands(journal.folder);
  let now: Instant = await machine.now();
  const desk = openDesk(url, tokenSource(url, () => now), commands);
  const scene: Scene = { city, desk, truth: readTruth(desk), journal, machine, crypto: nodeCrypto, now: () => now };
  await repeatOpenCommands(desk, commands, async () => void (await machine.advance(now)));
  await seedCity(scene, onSeeding);
  now = bookmark.read() ?? now;
  const batches = await playYear(scene, {
    until,
    setNow: (at) => {
      bookmark.set(at);
      now = at;
    },
    ...(onStop === undefined ? {} : { onStop }),
  });
  return { scene, batches };
};
