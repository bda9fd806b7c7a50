import type { Fate } from '../people/fate.ts';
import { faultsAt, type CallSite, type Fault, type Faults } from '../world/fault.ts';

/** Of so many calls one meets a fault; about a third of these last for every attempt of the SDK. */
export const FAULT_RATE = 0.004;
const PERSISTENT = 0.3;

const nameOf = ({ function: caller, action, resource, nth }: CallSite): string => `${caller} → ${action} ${resource} (${nth})`;

/** Faults by fate: the same calls of the same seed meet the same ones. `now` tells when, `onFault` hears of each. */
export const faultsBy = (fate: Fate, rate: number, onFault: (kind: Fault['kind']) => void): Faults => (site) => {
  const id = `fault ${nameOf(site)}`;
  const kinds = faultsAt(site);
  const kind = fate.pick(kinds, id);
  const persistent = fate.between(0, 99, id, 'lasts') < PERSISTENT * 100;
  if (!fate.strikes(id, rate, () => `${kind}${persistent ? ', lasting' : ''}: ${nameOf(site)}`)) return undefined;
  onFault(kind);
  return persistent ? { kind, persistent } : { kind };
};
