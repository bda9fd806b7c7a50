import { expect, test } from 'vitest';
import { eventInWords } from '../../../functions/web/portal/event-words.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import type { DrawEvent } from '../../../shared/lottery/types.ts';

const line = { seq: 2, prev: '0'.repeat(64), at: instant('2026-04-02T08:30:00+08:00') };
const taskId = '91310104MA18UQLA4F01';
const EVENTS: readonly (readonly [event: DrawEvent, names: readonly string[]])[] = [
  [{ ...line, kind: 'lost-target', stratum: 'B', target: '91310104MA18UQLA4F', reason: '05 注销' }, ['91310104MA18UQLA4F', 'B', '05 注销', 'SUCCESSOR']],
  [{ ...line, kind: 'lost-officer', taskId, officer: '0100004', reason: '因病', evidence: '已归档' }, ['91310104MA18UQLA4F', '01', '0100004', '因病', '已归档']],
  [{ ...line, kind: 'failed', M0: '1'.repeat(64), failed: [{ id: 'notary', what: 'reveal' }], received: { commitments: [], reveals: [] }, sigs: [{ id: 'office', sig: '' }] }, ['notary', 'office']],
  [{ ...line, kind: 'unfilled', taskId, certificate: { tasks: [taskId], seats: 2, officers: ['0100001'], usable: 1, short: 1 } }, ['91310104MA18UQLA4F', '01', '2', '1']],
  [{ ...line, kind: 'unfilled', stratum: 'C' }, ['C']],
  [{ ...line, kind: 'replaced', M0: '', commitments: [], M1: '', reveals: [{ id: 'notary', value: '', sig: '' }, { id: 'office', value: '', sig: '' }], M2: '', seed: '', tasks: [{ taskId, officers: ['0100002', '0100014'] }] }, ['notary', 'office', '0100002', '0100014']],
];

test.each(EVENTS.map(([event, names]) => [event.kind, event, names] as const))('[BY-2] [BY-3] a line `%s` is told in words, with every name in it, in both languages', (_kind, event, names) => {
  for (const language of ['zh', 'en'] as const) {
    const words = eventInWords(event, () => 'SUCCESSOR', language).join('\n');
    for (const name of names) expect(words).toContain(name);
    expect(words).not.toMatch(/undefined|\{|\[object/);
  }
});
