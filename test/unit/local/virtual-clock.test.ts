import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../../infra/local/clock/virtual-clock.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'clock-'));
const started = (dataDir = folder()) => {
  const clock = virtualClock({ dataDir, startMs: 1000 });
  clock.start();
  return clock;
};
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('the virtual clock', () => {
  test('stands still until it is moved', async () => {
    const clock = started();
    await later();
    expect(clock.now()).toBe(1000);
    expect(await clock.advance(5000)).toBe(5000);
    expect(clock.now()).toBe(5000);
  });

  test('never goes back', async () => {
    const clock = started();
    expect(await clock.advance(500)).toBe(1000);
  });

  test('fires timers in the order in which they are due, and in arming order where that is equal', async () => {
    const clock = started();
    const fired: string[] = [];
    clock.at(3000, () => fired.push(`c@${clock.now()}`));
    clock.at(2000, () => fired.push(`a@${clock.now()}`));
    clock.at(2000, () => fired.push(`b@${clock.now()}`));
    clock.at(9000, () => fired.push('never'));
    await clock.advance(4000);
    expect(fired).toEqual(['a@2000', 'b@2000', 'c@3000']);
  });

  test('waits for the work of a timer, and for what that work begins, before it moves on', async () => {
    const clock = started();
    const seen: string[] = [];
    clock.at(2000, () => {
      void clock.track(later().then(() => {
        seen.push(`first ended at ${clock.now()}`);
        void clock.track(later().then(() => seen.push(`second ended at ${clock.now()}`)));
      }));
    });
    clock.at(2500, () => seen.push('next timer'));
    await clock.advance(3000);
    expect(seen).toEqual(['first ended at 2000', 'second ended at 2000', 'next timer']);
  });

  test('fires a timer that is armed on the way and due before the end', async () => {
    const clock = started();
    const fired: number[] = [];
    clock.at(2000, () => clock.at(2500, () => fired.push(clock.now())));
    await clock.advance(3000);
    expect(fired).toEqual([2500]);
  });

  test('fires a timer in the past soon, without being moved', async () => {
    const clock = started();
    let fired = false;
    clock.at(10, () => {
      fired = true;
    });
    await clock.idle();
    expect(fired).toBe(true);
    expect(clock.now()).toBe(1000);
  });

  test('does not fire what was cancelled', async () => {
    const clock = started();
    const fired: number[] = [];
    clock.at(2000, () => fired.push(1))();
    await clock.advance(3000);
    expect(fired).toEqual([]);
  });

  test('stops after the first moment at which timers fired, if asked to', async () => {
    const clock = started();
    const fired: number[] = [];
    for (const due of [2000, 2000, 3000]) clock.at(due, () => fired.push(due));
    expect(await clock.advance(9000, { stopAtTimer: true })).toBe(2000);
    expect(fired).toEqual([2000, 2000]);
  });

  test('holds back timers until it is started, then fires the overdue ones in order', async () => {
    const clock = virtualClock({ dataDir: folder(), startMs: 1000 });
    const fired: number[] = [];
    clock.at(900, () => fired.push(900));
    clock.at(800, () => fired.push(800));
    await later();
    expect(fired).toEqual([]);
    clock.start();
    await clock.idle();
    expect(fired).toEqual([800, 900]);
  });

  test('has written the new time to disk before a timer fires at it', async () => {
    const dataDir = folder();
    const clock = started(dataDir);
    let onDisk = '';
    clock.at(86_400_000, () => {
      onDisk = readFileSync(join(dataDir, 'clock.json'), 'utf8');
    });
    await clock.advance(90_000_000);
    expect(JSON.parse(onDisk)).toEqual({ now: '1970-01-02T00:00:00.000Z' });
  });

  test('goes on after a restart where it had come to', async () => {
    const dataDir = folder();
    await started(dataDir).advance(77_000);
    expect(started(dataDir).now()).toBe(77_000);
  });

  test('may be moved by work that is itself in flight, if that steps aside', async () => {
    const clock = started();
    const moved = clock.track(clock.aside(() => clock.advance(2000)));
    expect(await moved).toBe(2000);
    expect(clock.inFlight()).toBe(0);
  });

  test('performs two advances one after the other', async () => {
    const clock = started();
    expect(await Promise.all([clock.advance(3000), clock.advance(2000)])).toEqual([3000, 3000]);
  });
});
