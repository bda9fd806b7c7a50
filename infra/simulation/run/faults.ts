import type { Fate } from '../people/fate.ts';
import { faultsAt, type CallSite, type Fault, type Faults } from '../world/fault.ts';
import { roll } from './roll.ts';

/** Of so many faults one lasts for every attempt of the SDK. */
const LASTING = 0.3;

/** A reading of the whole directory asks for its 256 parts one by one; with the rate of other calls it would never come to its end. */
const rateAt = ({ action, resource }: CallSite, rate: number): number => (action === 'dynamodb:Query' && resource === 'registry' ? rate / 64 : rate);

/** A call among all calls of the year. */
export const nameOf = ({ function: caller, action, resource, nth }: CallSite): string => `${caller} → ${action} ${resource} (${nth})`;

/** Faults by fate: the same calls of the same seed meet the same ones, one of 1/`rate`. `onFault` hears of each. */
export const faultsBy = (fate: Fate, rate: number, onFault: (kind: Fault['kind']) => void): Faults => (site) => {
  const name = nameOf(site);
  if (roll(fate.seed, name) >= rateAt(site, rate)) return undefined;
  const kind = fate.pick(faultsAt(site), 'fault', name);
  const persistent = roll(fate.seed, `${name} lasts`) < LASTING;
  if (!fate.strikes(`fault ${name}`, 1, () => `${kind}${persistent ? ', lasting' : ''}: ${name}`)) return undefined;
  onFault(kind);
  return persistent ? { kind, persistent } : { kind };
};
