import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runMachine } from '../../../infra/commands/start/rehearsed-machine.ts';
import { rehearse } from '../../../infra/rehearsal/rehearse.ts';
import { profiled } from './profile.ts';

/** Clock ticks a second in /proc; the kernel's constant for user space. */
const TICKS = 100;

const stat = (pid: string): readonly string[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [/\((.*)\)/.exec(text)?.[1] ?? '', ...text.slice(text.lastIndexOf(')') + 2).split(' ')];
  } catch {
    return [];
  }
};

/** Processor seconds so far of the database's process, a child of this one. */
const databaseSeconds = (): number =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(stat).filter(([name = '', , parent]) => name.startsWith('dynoxide') && parent === String(process.pid))
    .reduce((sum, fields) => sum + (Number(fields[12]) + Number(fields[13])) / TICKS, 0);

/** Where a rehearsed year went. All in seconds; `functions` by the wall, as the machine measured each of them. */
export interface YearTimes {
  readonly wall: number;
  readonly processor: { readonly main: number; readonly functions: number; readonly database: number };
  readonly mainThread: ReadonlyMap<string, number>;
  readonly functions: readonly (readonly [name: string, seconds: number, calls: number])[];
  readonly services: readonly (readonly [action: string, calls: number])[];
  readonly transitions: number;
  readonly unvisited: readonly string[];
}

/** Rehearses a year of `targets` enterprises in a folder of its own and says where the time went. */
export const measureYear = async (targets: number): Promise<YearTimes> => {
  const dir = mkdtempSync(path.join(tmpdir(), 'bench-year-'));
  const seed = 'where the time goes';
  const { machine, journal, stop } = await runMachine({ dir, rehearsal: path.join(dir, 'rehearsal'), clock: 'virtual', profile: 'guangyuan', seed, port: 0, onNotice: () => undefined });
  try {
    const [begin, all, main, database] = [performance.now(), process.cpuUsage(), process.threadCpuUsage(), databaseSeconds()];
    const { result: summary, seconds } = await profiled(() => rehearse({ url: machine.url, city: { seed, targets, year: 2026 }, journal }));
    const wall = (performance.now() - begin) / 1000;
    if (summary.complaints.length > 0) throw new Error(`the year was not sound: ${summary.complaints.join('; ')}`);
    const sum = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
    const mainSeconds = sum(process.threadCpuUsage(main));
    const { functions = {}, milliseconds = {}, services = {} } = machine.counts.read();
    return {
      wall,
      processor: { main: mainSeconds, functions: sum(process.cpuUsage(all)) - mainSeconds, database: databaseSeconds() - database },
      mainThread: seconds,
      functions: Object.entries(milliseconds).map(([name, ms]) => [name, ms / 1000, functions[name] ?? 0] as const).toSorted((a, b) => b[1] - a[1]),
      services: Object.entries(services).toSorted((a, b) => b[1] - a[1]),
      ...visited(machine.states),
    };
  } finally {
    await stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

const visited = (states: Awaited<ReturnType<typeof runMachine>>['machine']['states']): Pick<YearTimes, 'transitions' | 'unvisited'> => {
  const entered = states.list().flatMap(({ executionArn }) => states.history(executionArn)).filter(({ type }) => type.endsWith('StateEntered')).map(({ detail }) => String(detail?.['name']));
  const known = new Set(entered);
  const all = states.stateMachines().flatMap(({ definition }) => Object.entries((JSON.parse(definition) as { States: Record<string, { ItemProcessor?: { States: object } }> }).States)
    .flatMap(([name, state]) => [name, ...Object.keys(state.ItemProcessor?.States ?? {})]));
  return { transitions: entered.length, unvisited: [...new Set(all)].filter((name) => !known.has(name)) };
};
