import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countOf, untilActivity, type Activity } from '../../infra/commands/crash/moments.ts';
import { recordOfYear, type RecordOfYear } from '../../infra/commands/crash/record-of-year.ts';
import { startYear, type YearProcess, type YearToPlay } from '../../infra/commands/crash/year-process.ts';
import { freePort } from '../../infra/commands/start/free-port.ts';
import type { Summary } from '../../infra/rehearsal/summary/summary.ts';
import { verifyTrail } from '../../shared/audit/verify.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A moment to kill at: right when a write of `writer` is seen while `is` holds. `deeds`: what the trail must tell of that moment afterwards. */
interface Moment {
  readonly name: string;
  readonly is: (seen: Activity) => boolean;
  readonly writer: RegExp;
  readonly deeds: readonly string[];
}

const ended = ({ functions }: Activity, step: string): number => countOf(functions, new RegExp(`${step}$`));

const MOMENTS: readonly Moment[] = [
  { name: 'submission', is: ({ now }) => now.startsWith('2025-12-'), writer: /proposals.* dynamodb:/i, deeds: ['proposal.draft', 'proposal.submit', 'proposal.change'] },
  {
    name: 'reveals', writer: /batches.* dynamodb:/i, deeds: ['draw.reveal'],
    is: (seen) => ended(seen, 'close-commitments') > ended(seen, 'close-reveals') && ended(seen, 'freeze') > 1,
  },
  { name: 'dispatch', is: () => true, writer: /dispatch-?notices.* dynamodb:/i, deeds: ['inspection.open', 'inspection.notify', 'batch.dispatched'] },
  { name: 'entry', is: ({ now }) => now.includes('T08:00:'), writer: /inspections.* dynamodb:/i, deeds: ['inspection.enter'] },
];

const WRITE = /Put|Update|Write/;
const MINUTES = 60_000;
const running: YearProcess[] = [];
const killed: { readonly name: string; readonly at: number; readonly deeds: readonly string[] }[] = [];
let unkilledYear: RecordOfYear;
let killedYear: RecordOfYear;

const start = (year: YearToPlay): YearProcess => {
  const process = startYear(year);
  running.push(process);
  return process;
};

const yearIn = async (dir: string): Promise<YearToPlay> => ({ dir, seed: 'a year that is killed', targets: 200, port: await freePort() });

const playToTheEnd = async (process: YearProcess, dir: string): Promise<RecordOfYear> => {
  await process.served(20 * MINUTES);
  const record = await recordOfYear(dir, process.url);
  expect(await process.stop()).toEqual({ code: 0, signal: null });
  return record;
};

const writesBy = (writer: RegExp, seen: Activity | undefined): number =>
  Object.entries(seen?.callers ?? {}).reduce((sum, [name, count]) => (writer.test(name) && WRITE.test(name) ? sum + count : sum), 0);

const killAt = async (year: YearToPlay, { name, is, writer, deeds }: Moment): Promise<void> => {
  const process = start(year);
  const seen = await untilActivity(process, (now, before) => is(now) && before !== undefined && writesBy(writer, now) > writesBy(writer, before));
  if (seen === undefined) throw new Error(`the year ended before ${name}:\n${await process.lastWords()}`);
  expect(await process.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  const { now } = JSON.parse(readFileSync(path.join(year.dir, 'machine/clock.json'), 'utf8')) as { readonly now: string };
  killed.push({ name, at: Date.parse(now), deeds });
};

const playKilledYear = async (year: YearToPlay): Promise<RecordOfYear> => {
  for (const moment of MOMENTS) await killAt(year, moment);
  return playToTheEnd(start(year), year.dir);
};

beforeAll(async () => {
  const [whole, broken] = await Promise.all(['whole', 'broken'].map((name) => yearIn(scratchFolder(`double-random-${name}-`))));
  if (whole === undefined || broken === undefined) throw new Error('no folder');
  [unkilledYear, killedYear] = await Promise.all([playToTheEnd(start(whole), whole.dir), playKilledYear(broken)]);
}, 25 * MINUTES);

afterAll(async () => {
  await Promise.all(running.map((process) => process.kill()));
});

test('[GY-1] each kill met the year in the middle of its work: the trail tells of that very moment', () => {
  const entries = [...killedYear.trails.values()].flatMap((trail) => trail.entries);
  expect(killed.map(({ name }) => name)).toEqual(['submission', 'reveals', 'dispatch', 'entry']);
  for (const { name, at, deeds } of killed) {
    expect({ name, deeds: entries.filter((entry) => Date.parse(entry.at) === at).map(({ action }) => action) }).toEqual({
      name, deeds: expect.arrayContaining([expect.toSatisfy((action: string) => deeds.includes(action))]) as unknown,
    });
  }
});

test('[GY-1] a year killed during submission, reveals, dispatch and entry ends with the summary of an unkilled one', () => {
  expect(killedYear.summary).toBe(unkilledYear.summary);
  expect(JSON.parse(killedYear.summary)).toMatchObject({ complaints: [] });
});

test('[BY-8] a killed year publishes the same files byte for byte, each transcript among them', () => {
  expect([...killedYear.objects].sort()).toEqual([...unkilledYear.objects].sort());
  const { batches } = JSON.parse(killedYear.summary) as Summary;
  const published = [...killedYear.objects.keys()].join('\n');
  expect(batches).toHaveLength(10);
  for (const { batchId, attempts } of batches) expect(published).toMatch(new RegExp(`publication.*/draws/${batchId}/${attempts}/transcript\\.json$`, 'm'));
});

test('[BY-8] no step of a killed year took effect twice, and none was left out', () => {
  expect(killedYear.keys).toEqual(unkilledYear.keys);
});

test('[GY-1] every audit chain of a killed year verifies to its head', () => {
  expect(killedYear.trails.size).toBeGreaterThan(20);
  for (const [stream, { entries, head }] of killedYear.trails) {
    expect({ stream, ...verifyTrail(entries, head) }).toMatchObject({ stream, faults: [], head: 'compared' });
  }
});
