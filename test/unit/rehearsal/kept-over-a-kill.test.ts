import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openBookmark } from '../../../infra/rehearsal/bookmark.ts';
import { startChannelReceiver } from '../../../infra/rehearsal/channel-receiver.ts';
import { OFFICES } from '../../../infra/rehearsal/city/people.ts';
import { openJournal } from '../../../infra/rehearsal/journal.ts';
import { openCommands } from '../../../infra/rehearsal/open-commands.ts';
import { FAILING_CHANNEL } from '../../../infra/rehearsal/story.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const command = (idempotencyKey: string) => ({ user: OFFICES.conference, endpoint: 'compilePlan', input: { params: { year: 2026 }, idempotencyKey } });

test('what was sent and not answered is left to the next process, in its order, and only that', () => {
  const folder = scratchFolder('open-commands-');
  const first = openCommands(folder);
  const [a, , c] = ['a', 'b', 'c'].map((key) => first.begin(command(key)));
  first.end(a ?? 0);
  const second = openCommands(folder);
  expect(second.left().map(({ input }) => input.idempotencyKey)).toEqual(['b', 'c']);
  second.end(c ?? 0);
  second.begin(command('d'));
  expect(openCommands(folder).left().map(({ input }) => input.idempotencyKey)).toEqual(['b', 'd']);
});

test('a line torn off by the kill stands for a command that was never sent, and does not swallow the next', () => {
  const folder = scratchFolder('open-commands-');
  openCommands(folder).begin(command('a'));
  appendFileSync(path.join(folder, 'open-commands.jsonl'), '{"begin":2,"command":{"user":{"sub":"x"}');
  openCommands(folder).begin(command('b'));
  expect(openCommands(folder).left().map(({ input }) => input.idempotencyKey)).toEqual(['a', 'b']);
});

test('once everything is answered nothing is kept', () => {
  const folder = scratchFolder('open-commands-');
  const commands = openCommands(folder);
  const ids = ['a', 'b'].map((key) => commands.begin(command(key)));
  for (const id of ids) commands.end(id);
  expect(readFileSync(path.join(folder, 'open-commands.jsonl'), 'utf8')).toBe('');
  expect(openCommands(folder).left()).toEqual([]);
});

test('the stop that was on the way is known to the next process', () => {
  const folder = scratchFolder('bookmark-');
  expect(openBookmark(folder).read()).toBeUndefined();
  openBookmark(folder).set(instant('2026-03-02T09:00:00+08:00'));
  expect(openBookmark(folder).read()).toBe('2026-03-02T09:00:00+08:00');
});

test('[GY-20] a channel is down for one moment: a step that runs again at it meets the same, a later one is served', async () => {
  const folder = scratchFolder('channel-');
  let now = Date.parse('2026-06-18T16:00:00+08:00');
  const receive = () => startChannelReceiver({ channels: [FAILING_CHANNEL], journal: openJournal(folder), isDownFor: () => true, now: () => now });
  const push = async (): Promise<number> => {
    const receiver = await receive();
    try {
      const body = JSON.stringify({ channel: FAILING_CHANNEL, batchId: 'batch-2026-005', results: [{ key: 'k', content: { planName: 'x' } }] });
      return (await fetch(receiver.urls[FAILING_CHANNEL] ?? '', { method: 'POST', body })).status;
    } finally {
      await receiver.close();
    }
  };
  expect([await push(), await push()]).toEqual([503, 503]);
  now += 1_800_000;
  expect([await push(), await push()]).toEqual([200, 200]);
});
