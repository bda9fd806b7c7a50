import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { without, type StatementPlace } from '../../local/iam/without.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import type { City } from '../../rehearsal/scene.ts';
import { runMachine } from '../start/rehearsed-machine.ts';
import { NOTHING_AT_ONCE } from './nothing-at-once.ts';
import { copyYear, type Snapshot } from './snapshots.ts';

/** Virtual days after the statement's first use within which the year has to fail. */
const PATIENCE_DAYS = 40;

/** One statement to do without. */
export interface Trial {
  readonly place: StatementPlace;
  /** When the unbroken year first needed it. */
  readonly neededAt: Instant;
  readonly from: Snapshot;
  /** An empty folder's name; it is removed afterwards. */
  readonly dir: string;
  readonly city: City;
  readonly profile: string;
}

/** What came of it. `denied`: actions that the role was denied; `on`: the day of the last stop, `undefined` if it did not come to one. */
export type Outcome = { readonly denied: readonly string[]; readonly seconds: number; readonly on: string | undefined } & (
  | { readonly kind: 'failed'; readonly how: string }
  | { readonly kind: 'went on' }
);

/** Thrown to end a year that should have failed by now. */
class WentOn extends Error {}

/** Plays the year on from the copy, with one statement fewer, until it fails or has gone on for {@link PATIENCE_DAYS} days. */
export const tryWithout = async ({ place, neededAt, from, dir, city, profile }: Trial): Promise<Outcome> => {
  const began = performance.now();
  const rehearsal = path.join(dir, 'rehearsal');
  mkdirSync(rehearsal, { recursive: true });
  if (from !== undefined) copyYear(from, dir);
  const denied = new Set<string>();
  let on: string | undefined;
  const outcome = (): Pick<Outcome, 'denied' | 'seconds' | 'on'> => ({ denied: [...denied], seconds: (performance.now() - began) / 1000, on });
  try {
    const { machine, journal, stop } = await runMachine({
      dir, rehearsal, clock: 'virtual', profile, seed: city.seed, port: 0, scale: NOTHING_AT_ONCE,
      policies: (roles) => without(roles, place),
      onDenied: ({ arn }, action) => arn === place.roleArn && denied.add(action),
      onNotice: () => {},
    });
    try {
      const { complaints } = await rehearse({
        url: machine.url, city, journal,
        onStop: ({ at }) => {
          on = dateOf(at);
          if (on > addDays(dateOf(neededAt), PATIENCE_DAYS)) throw new WentOn();
        },
      });
      return complaints.length === 0 ? { kind: 'went on', ...outcome() } : { kind: 'failed', how: complaints.join('; '), ...outcome() };
    } finally {
      await stop();
    }
  } catch (error) {
    if (error instanceof WentOn) return { kind: 'went on', ...outcome() };
    return { kind: 'failed', how: error instanceof Error ? error.message : String(error), ...outcome() };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};
