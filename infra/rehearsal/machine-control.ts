import { instant, type Instant } from '../../shared/kernel/instant.ts';

/** A fault of the machine's gateway that hits the next call of an action. */
export interface FaultToArm {
  readonly service: string;
  readonly action: string;
  /** A text that the call must hold. */
  readonly match?: string;
  readonly fault: 'drop-but-acknowledge' | 'throttle' | 'timeout' | 'error500-before' | 'error500-after' | 'hold';
}

/** What a rehearsal asks of the machine beside the API: its clock, its faults, its count of denied calls. */
export interface MachineControl {
  readonly url: string;
  /** The virtual time. Throws if the machine runs on the real clock. */
  now(): Promise<Instant>;
  /** Moves the clock, all that falls due on the way included; resolves when nothing is in flight. An `until` that is past only waits. */
  advance(until: Instant): Promise<Instant>;
  arm(fault: FaultToArm): Promise<void>;
  /** Takes away what is still armed; answers how many faults that were. */
  disarm(): Promise<number>;
  /** Waits until a call is held; false if the machine comes to rest before. */
  untilHeld(): Promise<boolean>;
  /** Stops a workflow's execution as somebody would in the service's console; one that has ended stays as it is. */
  stopExecution(name: string, cause: string): Promise<void>;
  /** Actions that a role did not allow, by how often. */
  denied(): Promise<Readonly<Record<string, number>>>;
}

/** The control endpoints below `/_local` of the machine at `url`. */
export const machineControl = (url: string): MachineControl => {
  const ask = async (method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await fetch(`${url}/_local/${path}`, { method, ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    const content = (await answer.json()) as Readonly<Record<string, unknown>>;
    if (!answer.ok) throw new Error(`${method} /_local/${path}: ${answer.status} ${String(content['message'])}`);
    return content;
  };
  const timeOf = (view: Readonly<Record<string, unknown>>): Instant => {
    if (view['kind'] !== 'virtual') throw new Error('the machine runs on the real clock; a rehearsal needs a virtual one');
    return instant(String(view['now']));
  };
  return {
    url,
    now: async () => timeOf(await ask('GET', 'clock')),
    advance: async (until) => timeOf(await ask('POST', 'clock/advance', { until })),
    arm: async (fault) => void (await ask('POST', 'faults', { ...fault, count: 1 })),
    disarm: async () => {
      const { faults, held } = (await ask('GET', 'faults')) as { readonly faults: readonly unknown[]; readonly held: number };
      if (faults.length + held > 0) await ask('DELETE', 'faults');
      return faults.length;
    },
    untilHeld: async () => Number((await ask('GET', 'faults/held'))['held']) > 0,
    stopExecution: async (name, cause) => void (await ask('POST', 'executions/stop', { name, cause })),
    denied: async () => ((await ask('GET', 'calls'))['denied'] ?? {}) as Readonly<Record<string, number>>,
  };
};
