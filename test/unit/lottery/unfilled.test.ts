import { expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { applyEvent } from '../../../shared/lottery/events/apply-event.ts';
import { openLedger, type Ledger, type Pending } from '../../../shared/lottery/events/ledger.ts';
import type { DrawEvent } from '../../../shared/lottery/types.ts';
import { example, must, sha256 } from './example.ts';

const { manifest, transcript } = example();
const next = { seq: 9, prev: '0'.repeat(64), at: instant('2026-04-02T09:00:00+08:00'), kind: 'unfilled' as const };
const T1 = '91310101MA1X08FKK101';
const T2 = '91310101MA1UXK7YEA01';
const lost = (taskId: string, officer: string, place: number): Pending => ({ kind: 'officer', taskId, officer, place });
const after = (pending: Readonly<Record<string, Pending>>, event: DrawEvent): readonly (readonly [string, Pending])[] => {
  const ledger: Ledger = { ...openLedger(manifest, transcript), pending: new Map(Object.entries(pending)) };
  return [...must(applyEvent(sha256, manifest, ledger, event)).pending];
};

test('[BY-3] the line that nobody can take the seats of a task answers every loss open on it, whichever ceremony ends first, and no other', () => {
  const elsewhere = lost(T2, '0100009', 0);
  const open = { a: lost(T1, '0100014', 0), c: elsewhere, b: lost(T1, '0100004', 1) };
  expect(after(open, { ...next, taskId: T1 })).toEqual([['c', elsewhere]]);
  const called = { kind: 'target' as const, target: T1.slice(0, 18), open: [T1, `${T1.slice(0, 18)}22`] };
  expect(after({ called, c: elsewhere }, { ...next, taskId: T1 })).toEqual([['called', { ...called, open: [`${T1.slice(0, 18)}22`] }], ['c', elsewhere]]);
});

test('[BY-3] each target for which no reserve is left has a line of its own', () => {
  const none = { kind: 'no-reserve' as const, stratum: 'A' };
  expect(after({ a: none, b: none }, { ...next, stratum: 'A' })).toEqual([['b', none]]);
});
