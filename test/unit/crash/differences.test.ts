import { expect, test } from 'vitest';
import { differences, faultsOf, sentAgain } from '../../../infra/commands/crash/differences.ts';
import type { RecordOfYear } from '../../../infra/commands/crash/record-of-year.ts';
import { sealEntry, GENESIS, type AuditEntry } from '../../../shared/audit/entry.ts';
import { instant } from '../../../shared/kernel/instant.ts';

const entry = (seq: number, prev: string, subject: string): AuditEntry =>
  sealEntry({ stream: 'year/2026', seq, prev, at: instant('2026-01-05T09:00:00+08:00'), actor: { kind: 'step', execution: 'plan-2026', step: 'test' }, action: 'proposal.submit', subject, profile: { id: 'guangyuan', version: 1 } });

const chain = (...subjects: readonly string[]): AuditEntry[] =>
  subjects.reduce<AuditEntry[]>((entries, subject) => [...entries, entry(entries.length + 1, entries.at(-1)?.hash ?? GENESIS, subject)], []);

const trail = (entries: readonly AuditEntry[], head = entries.at(-1)) => new Map([['year/2026', { entries, head: { seq: head?.seq ?? 0, hash: head?.hash ?? GENESIS } }]]);

const YEAR: RecordOfYear = {
  summary: '{}',
  objects: new Map([['publication/draws/1/transcript.json', 'aa']]),
  items: new Map([['lifecycle YEAR#2026 YEAR', 'bb']]),
  receipts: new Set(['operator-01 proposal/1/submit']),
  trails: trail(chain('proposal/1', 'proposal/2')),
  pushes: [{ key: 'batch-1/target-1/channel', content: 'cc' }],
};
const COMMAND = { sub: 'operator-01', key: 'proposal/1/submit', endpoint: 'submitProposal' };

test('[BY-8] a year that is equal to itself differs in nothing, and a sound one has no fault', () => {
  expect(differences(YEAR, YEAR)).toEqual([]);
  expect(faultsOf(YEAR, [COMMAND])).toEqual({ lost: [], doubled: [] });
});

test.each<[what: string, found: Partial<RecordOfYear>, told: string]>([
  ['another summary', { summary: '{"open":1}' }, 'the summaries differ'],
  ['a published file with another byte', { objects: new Map([['publication/draws/1/transcript.json', 'ab']]) }, 'object publication/draws/1/transcript.json is not the same'],
  ['a published file too few', { objects: new Map() }, 'object publication/draws/1/transcript.json is missing'],
  ['an item with another content', { items: new Map([['lifecycle YEAR#2026 YEAR', 'bc']]) }, 'item lifecycle YEAR#2026 YEAR is not the same'],
  ['an item too many', { items: new Map([...YEAR.items, ['lifecycle INBOX#01 1', 'dd']]) }, 'item lifecycle INBOX#01 1 is one too many'],
  ['a result a channel never got', { pushes: [] }, 'pushed result batch-1/target-1/channel is missing'],
])('[BY-8] a killed year with %s is told from the one nobody killed', (_, found, told) => {
  expect(differences(YEAR, { ...YEAR, ...found })).toEqual([told]);
});

test('[GY-1] a command that was acknowledged and left no receipt is lost', () => {
  expect(faultsOf({ ...YEAR, receipts: new Set() }, [COMMAND]).lost).toEqual(['submitProposal proposal/1/submit by operator-01']);
});

test('[GY-1] a chain that was cut is lost, whoever forgot its end', () => {
  const entries = chain('proposal/1', 'proposal/2');
  expect(faultsOf({ ...YEAR, trails: trail(entries.slice(0, 1), entries[1]) }, []).lost).toEqual(['the chain of year/2026 at 1: truncated']);
});

test('[GY-1] a stream without its head is lost: nobody could say where it ends', () => {
  expect(faultsOf({ ...YEAR, trails: new Map([['year/2026', { entries: chain('proposal/1'), head: undefined }]]) }, []).lost).toEqual(['the head of year/2026']);
});

test('[BY-8] a deed that stands twice in a sound chain is doubled', () => {
  expect(faultsOf({ ...YEAR, trails: trail(chain('proposal/1', 'proposal/2', 'proposal/1')) }, []).doubled).toEqual(['proposal.submit of proposal/1 at 2026-01-05T09:00:00+08:00 stands twice in year/2026 (3)']);
});

test('[GY-20] a result sent again under its key is held once; sent with another content it is doubled', () => {
  const again = { ...YEAR, pushes: [...YEAR.pushes, ...YEAR.pushes] };
  expect([sentAgain(again), faultsOf(again, []).doubled, differences(YEAR, again)]).toEqual([1, [], []]);
  const other = { ...YEAR, pushes: [...YEAR.pushes, { key: 'batch-1/target-1/channel', content: 'cd' }] };
  expect(faultsOf(other, []).doubled).not.toEqual([]);
});
