import type { Clock } from '../../contract.ts';
import type { Thread } from './thread.ts';

/** When something happens to `thread` by itself; null if never. */
export const dueOf = (thread: Thread): number | null => {
  const { phase } = thread;
  if (phase.kind === 'waiting' || phase.kind === 'retrying') return phase.dueMs;
  if (phase.kind !== 'task') return null;
  const due = Math.min(phase.timeoutMs ?? Number.POSITIVE_INFINITY, phase.heartbeatMs ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(due) ? due : null;
};

/** One timer per name, set anew whenever its time changes. */
export class Timers {
  private readonly clock: Clock;
  private readonly armed = new Map<string, { dueMs: number; cancel: () => void }>();
  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Has `fire` called at `dueMs`; null: never. */
  set(name: string, dueMs: number | null, fire: () => void): void {
    const current = this.armed.get(name);
    if (current?.dueMs === dueMs) return;
    current?.cancel();
    this.armed.delete(name);
    if (dueMs === null) return;
    const cancel = this.clock.at(dueMs, () => {
      this.armed.delete(name);
      fire();
    });
    this.armed.set(name, { dueMs, cancel });
  }

  /** Cancels all. */
  close(): void {
    for (const { cancel } of this.armed.values()) cancel();
    this.armed.clear();
  }
}
