import { existsSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { tookText } from './clock.ts';
import { measureCrash } from './runtime/crash.ts';
import { measureTransitions } from './runtime/transitions.ts';
import { measureYear } from './runtime/year.ts';

// npm run bench:runtime -- [--executions 200] [--year 2000] [--only transitions,crash,year]: ratios against probes of the same run on this machine. Nothing is asserted.
const { values } = parseArgs({
  options: { executions: { type: 'string', default: '200' }, year: { type: 'string', default: '2000' }, only: { type: 'string', default: 'transitions,crash,year' } },
});
const parts = new Set(values.only.split(','));
const say = (what: string, found: string, note = ''): void => console.log(`${what.padEnd(66)} ${found.padStart(30)}   ${note}`.trimEnd());
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
const load = (): void => say('load of the machine', loadavg().map((one) => one.toFixed(1)).join(' '));

load();
if (parts.has('transitions')) {
  const executions = Number(values.executions);
  const folders = { ...(existsSync('/dev/shm') ? { 'in memory': '/dev/shm' } : {}), durable: tmpdir() };
  const { bare, found } = await measureTransitions(folders, executions);
  say(`${executions} executions: the bare loop over their expressions`, tookText(bare));
  for (const [name, { transitions, seconds, processor }] of Object.entries(found)) {
    say(`${name}: ${transitions.toLocaleString('en')} transitions`, tookText({ seconds, processor }));
    say(`${name}: transitions a second`, (transitions / seconds).toFixed(0));
    say(`${name}: times the bare loop, by the processor`, times(processor / bare.processor));
  }
}
if (parts.has('crash')) {
  const { ready, probe } = await measureCrash(1000, 5);
  say('SIGKILL with 1,000 executions in flight, to the first answered token', `${ready.toFixed(2)} s`);
  say('a process that starts and does nothing', `${probe.toFixed(2)} s`);
  say('crash to ready: times the bare start', times(ready / probe));
}
if (parts.has('year')) {
  const targets = Number(values.year);
  const year = await measureYear(targets);
  const { main, functions, database } = year.processor;
  const whole = main + functions + database;
  say(`a rehearsed year of ${targets.toLocaleString('en')} targets, ${year.transitions.toLocaleString('en')} transitions`, `${year.wall.toFixed(1)} s`);
  const share = (part: number, of: number): string => `${part.toFixed(1)} s  ${((100 * part) / of).toFixed(1).padStart(5)} %`;
  say('processor: main thread (services, interpreter, people)', share(main, whole));
  say('processor: threads of the functions', share(functions, whole));
  say('processor: database', share(database, whole));
  for (const [part, seconds] of [...year.mainThread].toSorted((a, b) => b[1] - a[1])) say(`main thread: ${part}`, share(seconds, year.wall), 'of the wall');
  for (const [name, seconds, calls] of year.functions.slice(0, 12)) say(`function: ${name}`, `${seconds.toFixed(1)} s  ${calls.toLocaleString('en')} calls`, `${((1000 * seconds) / Math.max(1, calls)).toFixed(1)} ms each`);
  for (const [action, calls] of year.services.slice(0, 10)) say(`service: ${action}`, `${calls.toLocaleString('en')} calls`);
  say('states the year does not enter', year.unvisited.join(', ') || 'none');
}
load();
