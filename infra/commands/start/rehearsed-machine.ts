import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { startMachine, type Machine, type MachineOptions } from '../../local/machine.ts';
import { startChannelReceiver, type ChannelReceiver } from '../../rehearsal/channel-receiver.ts';
import { inspectors, reinforcements } from '../../rehearsal/city/inspectors.ts';
import { people } from '../../rehearsal/city/people.ts';
import { PLAN } from '../../rehearsal/city/plan.ts';
import { openJournal, type Journal } from '../../rehearsal/journal.ts';
import { BEGINS } from '../../rehearsal/rehearse.ts';
import { befalls } from '../../rehearsal/story.ts';
import { profileById } from '../../../shared/profile/profiles.ts';
import { LIFESPAN } from '../../constructs/lifespan.ts';
import type { LocalTarget } from '../synthesize.ts';
import { assemblyIn, channelPortIn } from './assembly-in.ts';
import { freePort, isFree, steadyPort } from './free-port.ts';

/** A machine with the application on it and the city's people among its users. */
export interface Running<Kind extends 'real' | 'virtual'> {
  readonly machine: Machine<Kind>;
  readonly journal: Journal;
  stop(): Promise<void>;
}

/** How it is started. `seed`: whose people may sign in. */
export interface RunOptions<Kind extends 'real' | 'virtual'> extends Pick<MachineOptions, 'policies' | 'onAllowed' | 'onDenied' | 'onNotice'> {
  readonly dir: string;
  readonly rehearsal: string;
  readonly clock: Kind;
  readonly profile: string;
  readonly seed: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of functions that are bundled already; bundled anew if not given. */
  readonly functions?: string;
  /** Up to what size one function does a thing alone; as deployed if not given. */
  readonly scale?: LocalTarget['scale'];
}

// No batch of a plan year lives as long as an execution may: those of autumn hand over in the rehearsal, so that it is seen.
const REHEARSED_LIFESPAN = { ...LIFESPAN, days: 200 };

/** Bundles and synthesizes the application, unless that is done already, and starts it on this machine, with a receiver for its publication channels. */
export const runMachine = async <Kind extends 'real' | 'virtual'>(options: RunOptions<Kind>): Promise<Running<Kind>> => {
  const { dir, profile: profileId, seed, clock } = options;
  const profile = profileById(profileId);
  const port = options.port === 0 ? await freePort() : options.port;
  const journal = openJournal(options.rehearsal);
  let now = (): number => Date.parse(BEGINS);
  const receiver = await startChannelReceiver({
    journal,
    now: () => now(),
    channels: profile.publication.channels.map(({ id }) => id),
    port: await portForChannels(dir),
    isDownFor: (planName) => clock === 'virtual' && PLAN.some((planned) => planned.name === planName && befalls('pushFailed', planned)),
  });
  try {
    const assembly = await assemblyIn(dir, { port, profile: profileId, jurisdiction: profile.region, channels: receiver.urls, ...(clock === 'virtual' && { lifespan: REHEARSED_LIFESPAN }), ...(options.functions !== undefined && { bundle: options.functions }), ...(options.scale !== undefined && { scale: options.scale }) });
    const machine = await startMachine({
      assembly, port, clock,
      dataDir: path.join(dir, 'machine'),
      startAt: BEGINS,
      users: people([...inspectors(seed), ...reinforcements(seed)]),
      ...pick(options, 'policies', 'onAllowed', 'onDenied', 'onNotice'),
    });
    now = machine.clock.now;
    // What may be killed at any moment cannot leave it to its end to keep what it compiled.
    flushCompileCache();
    return { machine, journal, stop: () => stopBoth(machine, receiver) };
  } catch (error) {
    await receiver.close();
    throw error;
  }
};

// The port of the assembly that lies there, so that it still fits.
const portForChannels = async (dir: string): Promise<number> => {
  const port = channelPortIn(dir);
  return port !== undefined && (await isFree(port)) ? port : steadyPort();
};

const stopBoth = async (machine: Pick<Machine, 'stop'>, receiver: ChannelReceiver): Promise<void> => {
  await machine.stop();
  await receiver.close();
};

const pick = <T extends object, K extends keyof T>(from: T, ...names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as Pick<T, K>;
