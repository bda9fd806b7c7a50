import { expect, test } from 'vitest';
import { differences } from '../../../infra/commands/crash/differences.ts';
import type { StageId } from '../../../infra/commands/crash/stages.ts';
import { verifyTrail } from '../../../shared/audit/verify.ts';
import type { Years } from './years.ts';

/** How often the year is killed. */
export const CYCLES = 30;

/** A kill that was aimed comes when the write has been seen: the clock may have gone on to the next morning. */
const A_DAY_MS = 86_400_000;

/** What the trail must tell of that day. */
const DEEDS: Readonly<Partial<Record<StageId, readonly string[]>>> = {
  submission: ['proposal.draft', 'proposal.submit', 'proposal.change'],
  reveals: ['draw.reveal', 'draw.revealed'],
  dispatch: ['inspection.open', 'inspection.notify', 'batch.dispatched'],
  entry: ['inspection.enter'],
};

/** The kills, counted from 0, that wait for a certain moment; the others come as chance has it. All of them come again later in the year. */
export const AIMS: ReadonlyMap<number, StageId> = new Map([[2, 'submission'], [3, 'start'], [6, 'reveals'], [7, 'dispatch'], [8, 'void'], [9, 'entry'], [10, 'push']]);

/** Where an aimed kill met the year. `at`: virtual time, milliseconds since 1970. */
export interface KilledAt {
  readonly stage: StageId;
  readonly at: number;
}

/** What a year that was killed again and again must show beside the one nobody killed. */
export const killedYear = (years: Years): void => {
  test('[GY-1] it was killed thirty times, and each kill that was aimed met it in the middle of that work: the trail tells of that day', () => {
    const { killed, killedAt } = years;
    expect(killed.kills).toHaveLength(CYCLES);
    expect(killedAt.map(({ stage }) => stage)).toEqual([...AIMS.values()]);
    const entries = [...killed.record.trails.values()].flatMap((trail) => trail.entries);
    for (const { stage, at } of killedAt) {
      const deeds = DEEDS[stage];
      if (deeds === undefined) continue;
      expect({ stage, deeds: entries.filter((entry) => Date.parse(entry.at) <= at && Date.parse(entry.at) >= at - A_DAY_MS).map(({ action }) => action) }).toEqual({
        stage, deeds: expect.arrayContaining([expect.toSatisfy((action: string) => deeds.includes(action))]) as unknown,
      });
    }
  });

  test('[GY-1] no acknowledged write was lost: each command has its receipt, each stream its entries', () => {
    expect(years.killed.lost).toEqual([]);
    expect(years.killed.record.receipts.size).toBeGreaterThan(200);
  });

  test('[BY-8] no step took effect twice: no deed stands twice in a trail, and no channel was told two things under one key', () => {
    expect(years.killed.doubled).toEqual([]);
  });

  test('[BY-8] it ends as the year nobody killed: summary, every published file byte for byte, every item of every table, every chain', () => {
    expect(differences(years.whole, years.killed.record)).toEqual([]);
  });

  test('[BY-8] the same seed gives the same draws: each transcript is among what was compared', () => {
    const published = [...years.killed.record.objects.keys()].join('\n');
    expect(years.summary.batches).toHaveLength(10);
    for (const { batchId, attempts } of years.summary.batches) expect(published).toMatch(new RegExp(`publication.*/draws/${batchId}/${attempts}/transcript\\.json$`, 'm'));
  });

  test('[GY-1] every audit chain verifies to its head', () => {
    expect(years.killed.record.trails.size).toBeGreaterThan(20);
    for (const [stream, { entries, head }] of years.killed.record.trails) {
      expect({ stream, ...verifyTrail(entries, head) }).toMatchObject({ stream, faults: [], head: 'compared' });
    }
  });
};
