import { expect, test } from 'vitest';
import { progressOn } from '../../../infra/rehearsal/progress.ts';
import { widthOf } from '../../../infra/rehearsal/summary/wide.ts';
import { instant } from '../../../shared/kernel/instant.ts';

const stream = (isTTY: boolean) => {
  const written: string[] = [];
  const out = { isTTY, columns: 40, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { written, out };
};

const stop = (at: string) => ({ at: instant(at), batches: [], calls: 7 });

test('on a terminal one line changes in place and never breaks', () => {
  const { written, out } = stream(true);
  const progress = progressOn(out);
  progress.seeding(97, 20_000);
  progress.stop(stop('2026-03-02T09:00:00+08:00'));
  progress.stop(stop('2026-03-03T09:00:00+08:00'));
  progress.end();
  expect(written.slice(0, 3).every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true);
  expect(Math.max(...written.map((text) => widthOf(text.slice('\r\u001b[2K'.length))))).toBeLessThan(40);
  expect(written.at(-1)).toBe('\n');
});

test('in a log there is a line a month', () => {
  const { written, out } = stream(false);
  const progress = progressOn(out);
  for (const day of ['2026-03-02', '2026-03-03', '2026-04-01', '2026-04-02']) progress.stop(stop(`${day}T09:00:00+08:00`));
  progress.end();
  expect(written.map((line) => line.slice(0, 10))).toEqual(['2026-03-02', '2026-04-01']);
});
