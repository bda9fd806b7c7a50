import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { matchDepartment } from '../../shared/lottery/seats/match-inspectors.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { isEligible, seatProblem, type SeatProblem, type SeatRules } from '../../shared/lottery/seats/seat-problem.ts';
import { orderTasks } from '../../shared/lottery/seats/seat-stream.ts';
import { timed, tookText, type Took } from './clock.ts';
import { cityOf, DEPARTMENTS, VISIT } from './inspectors-city.ts';

// npm run bench:inspectors -- [--visits 50000] [--officers 5000]: the feasible draw against a pick without foresight. Nothing is asserted.
const { values } = parseArgs({ options: { visits: { type: 'string', default: '50000' }, officers: { type: 'string', default: '5000' } } });
const [visits, count] = [Number(values.visits), Number(values.officers)];
const hasher = nodeHasher('SHA-256');
const seed = '5e'.repeat(32);
const BETA = 1;

const say = (what: string, found: string, asked = ''): void => console.log(`${what.padEnd(58)} ${found.padStart(32)}   ${asked}`);

/** What is done without foresight: every seat takes a random eligible officer below the bound; a seat for whom nobody is left stays empty. */
const naive = (problem: SeatProblem, bound: number): number => {
  const load = problem.officers.map(() => 0);
  let state = 1;
  let unfilled = 0;
  for (const task of orderTasks(hasher, seed, problem.tasks)) {
    const mine = new Set<number>();
    for (let place = 0; place < task.seats; place += 1) {
      const open = task.pool.valid.filter((o) => isEligible(task, o) && !mine.has(o) && (load[o] ?? 0) < Math.min(bound, problem.officers[o]?.cap ?? 0));
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const officer = open[Math.floor((state / 2 ** 32) * open.length)];
      if (officer === undefined) unfilled += 1;
      else {
        mine.add(officer);
        load[officer] = (load[officer] ?? 0) + 1;
      }
    }
  }
  return unfilled;
};

const city = cityOf(visits, count, 1);
type Sum = { seconds: number; processor: number; unfilled: number };
const whole: Sum = { seconds: 0, processor: 0, unfilled: 0 };
const wholeWithout: Sum = { seconds: 0, processor: 0, unfilled: 0 };
const add = (sum: Sum, { seconds, processor }: Took<unknown>, unfilled: number): void => {
  sum.seconds += seconds;
  sum.processor += processor;
  sum.unfilled += unfilled;
};

say(`${visits.toLocaleString('en')} visits × 3 departments × 2 of ${count.toLocaleString('en')} officers; load`, loadavg().map((one) => one.toFixed(1)).join(' '));
for (const department of DEPARTMENTS) {
  const rules: SeatRules = { department, officers: city.officers, recusals: city.recusals, visit: VISIT };
  const drawn = await timed(() => matchDepartment(hasher, rules, { targets: city.targets, seed, itemId: 'bench', secret: null, beta: BETA }));
  const { assignment, seats } = drawn.result;
  if ('infeasible' in assignment || seats === null) {
    say(`department ${department.code}, infeasible`, tookText(drawn));
    continue;
  }
  const unfilled = assignment.tasks.reduce((sum, { officers }) => sum + department.seats - officers.length, 0);
  const rejected = seats.tasks.flatMap((task) => task.seats).reduce((sum, seat) => sum + seat.rejected.length, 0);
  const problem = seatProblem(rules, city.targets);
  const without = await timed(() => naive(problem, assignment.Bstar + BETA));
  add(whole, drawn, unfilled);
  add(wholeWithout, without, without.result);
  say(`department ${department.code}: B* ${assignment.Bstar}, ${rejected.toLocaleString('en')} rejected`, tookText(drawn), `${unfilled} unfilled`);
  say('  without foresight, the same bound', tookText(without), `${without.result} unfilled`);
}
say('all departments', tookText(whole), `${whole.unfilled} unfilled; asked: 0; orientation 4.7–6.1 s`);
say('without foresight', tookText(wholeWithout), `${wholeWithout.unfilled} unfilled`);
say('peak memory', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
