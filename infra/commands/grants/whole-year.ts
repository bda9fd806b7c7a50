import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { instant, instantOf, type Instant } from '../../../shared/kernel/instant.ts';
import { BEGINS, rehearse } from '../../rehearsal/rehearse.ts';
import type { City } from '../../rehearsal/scene.ts';
import { placesOf, type StatementPlace } from '../../local/iam/without.ts';
import type { RolePolicies } from '../../local/machine/roles.ts';
import { runMachine } from '../start/rehearsed-machine.ts';
import { firstUses, nameOf, type FirstUse } from './first-uses.ts';
import { snapshotsOf, type Snapshot } from './snapshots.ts';
import { NOTHING_AT_ONCE } from './nothing-at-once.ts';
import { statementText } from './statement-text.ts';

/** A statement of a role, and what the year first needed it for; `undefined` if it did not. */
export interface Studied {
  readonly place: StatementPlace;
  readonly text: string;
  readonly first: (FirstUse & { readonly from: Snapshot }) | undefined;
}

/** Which city, and where its year and the copies of it lie. */
export interface YearOptions {
  readonly dir: string;
  readonly city: City;
  readonly profile: string;
  readonly onStop?: (at: Instant) => void;
}

/** Plays one unbroken year and finds for each statement what it is first needed for. Throws if the year does not succeed. */
export const studyYear = async ({ dir, city, profile, onStop }: YearOptions): Promise<readonly Studied[]> => {
  const year = path.join(dir, 'unbroken');
  mkdirSync(path.join(year, 'rehearsal'), { recursive: true });
  const uses = firstUses();
  const from = new Map<string, Snapshot>();
  const snapshots = snapshotsOf(year, path.join(dir, 'snapshots'), uses);
  let roles: RolePolicies = {};
  let now = (): Instant => instant(BEGINS);
  const { machine, journal, stop } = await runMachine({
    dir: year, rehearsal: path.join(year, 'rehearsal'), clock: 'virtual', profile, seed: city.seed, port: 0, scale: NOTHING_AT_ONCE,
    onNotice: () => {},
    policies: (all) => (roles = all),
    onAllowed: (action, resource, by) => {
      const before = uses.count();
      uses.note({ action, resource, at: now() }, by);
      const [place] = by;
      if (uses.count() > before && place !== undefined) from.set(nameOf(place), snapshots.latest());
    },
  });
  try {
    now = () => instantOf(machine.clock.now());
    const { complaints } = await rehearse({
      url: machine.url, city, journal,
      onStop: ({ at }) => {
        snapshots.stop(at);
        onStop?.(at);
      },
    });
    if (complaints.length > 0) throw new Error(`the unbroken year does not succeed: ${complaints.join('; ')}`);
  } finally {
    await stop();
  }
  return placesOf(roles).map((place) => {
    const first = uses.of(place);
    return { place, text: statementText(roles, place), first: first === undefined ? undefined : { ...first, from: from.get(nameOf(place)) } };
  });
};
