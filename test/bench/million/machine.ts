import path from 'node:path';
import { assemblyIn } from '../../../infra/commands/start/assembly-in.ts';
import { freePort } from '../../../infra/commands/start/free-port.ts';
import type { Deployment } from '../../../infra/constructs/deployment.ts';
import { startMachine, type Machine } from '../../../infra/local/machine.ts';
import { inspectors } from '../../../infra/rehearsal/city/inspectors.ts';
import { people } from '../../../infra/rehearsal/city/people.ts';
import { openDesk } from '../../../infra/rehearsal/desk.ts';
import { openJournal } from '../../../infra/rehearsal/journal.ts';
import { machineControl } from '../../../infra/rehearsal/machine-control.ts';
import { openCommands } from '../../../infra/rehearsal/open-commands.ts';
import type { Scene } from '../../../infra/rehearsal/scene.ts';
import { tokenSource } from '../../../infra/rehearsal/tokens.ts';
import { readTruth } from '../../../infra/rehearsal/truth.ts';
import { instantOf } from '../../../shared/kernel/instant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';

/** The application on a machine in `dir`, and the people of a city at its door. */
export interface City {
  readonly machine: Machine<'virtual'>;
  readonly scene: Scene;
}

/** Shortly before the date of the entry that is drawn. */
const BEGINS = '2026-04-17T08:00:00+08:00';

/** Starts it. `scale`: up to what size one function does a thing alone; as deployed if not given. */
export const startCity = async (dir: string, seed: string, targets: number, scale: Deployment['scale'] | undefined): Promise<City> => {
  const port = await freePort();
  const channels = { 'publicity-system': 'http://127.0.0.1:9/', 'credit-platform': 'http://127.0.0.1:9/' };
  const assembly = await assemblyIn(dir, { port, profile: 'guangyuan', jurisdiction: '510800', channels, ...(scale === undefined ? {} : { scale }) });
  const machine = await startMachine({ assembly, port, clock: 'virtual', dataDir: path.join(dir, 'machine'), startAt: BEGINS, users: people(inspectors(seed)) });
  const now = () => instantOf(machine.clock.now());
  const desk = openDesk(machine.url, tokenSource(machine.url, now), openCommands(path.join(dir, 'people')));
  const scene: Scene = { city: { seed, targets, year: 2026 }, desk, truth: readTruth(desk), journal: openJournal(path.join(dir, 'people')), machine: machineControl(machine.url), crypto: nodeCrypto, now };
  return { machine, scene };
};
