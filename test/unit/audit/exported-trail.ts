import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { checkpointHash, checkpointText, type Checkpoint } from '../../../shared/audit/checkpoint/checkpoint.ts';
import { leavesOf, leavesText, rootOf } from '../../../shared/audit/checkpoint/leaves.ts';
import { GENESIS, sealEntry, type AuditEntry } from '../../../shared/audit/entry.ts';
import { readCheckpoints } from '../../../shared/audit/verifier/checkpoint-faults.ts';
import { exportIndex } from '../../../shared/audit/verifier/export-index.ts';
import type { AuditMaterial, TrailText } from '../../../shared/audit/verifier/material.ts';
import { person } from '../../support/people.ts';

/** On which days (of March 2026) each stream gets its entries. */
const DAYS: Readonly<Record<string, readonly number[]>> = {
  'year/2026': [1, 1, 2, 4],
  'batch/batch-2026-001': [1, 2, 3, 3, 4, 5],
  'inspection/batch-2026-001:91510802MA6234AA1X': [3, 4, 4, 5],
  'inspection/batch-2026-001:91510802MA6234BB2Y': [3, 5],
  'registry/items': [1],
};

export const STREAMS = Object.keys(DAYS);
const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}`;

const ACTIONS = ['claim', 'organise', 'complete', 'enter'];

/** The entries of a stream, sealed; `from` the `from`-th on with the changed content. */
export const sealed = (contents: readonly Omit<AuditEntry, 'hash' | 'prev'>[]): AuditEntry[] =>
  contents.reduce<AuditEntry[]>((entries, content) => [...entries, sealEntry({ ...content, prev: entries.at(-1)?.hash ?? GENESIS })], []);

const entriesOf = (stream: string): AuditEntry[] =>
  sealed(
    (DAYS[stream] ?? []).map((n, at) => ({
      stream, seq: at + 1, at: instant(`${day(n)}T${String(9 + at).padStart(2, '0')}:30:00+08:00`),
      actor: at % 3 === 2 ? ({ kind: 'step', execution: 'batch-2026-001', step: 'freeze' } as const) : person('operator', `0${(at % 4) + 1}`),
      action: `inspection.${ACTIONS[at % ACTIONS.length]}`, subject: stream, profile: { id: 'guangyuan', version: 3 },
      ...(at === 0 ? {} : { before: { stage: at, note: '检查' } }), after: { stage: at + 1, note: '核对营业执照' }, detail: { reason: '按期' },
    })),
  );

/** The trail of every stream. */
export const TRAILS: ReadonlyMap<string, readonly AuditEntry[]> = new Map(STREAMS.map((stream) => [stream, entriesOf(stream)]));

/** The checkpoints of the days after `n` of the entries of `trails` that were there then, each linked to the one before. */
export const checkpointsOver = (trails: ReadonlyMap<string, readonly AuditEntry[]>): Pick<AuditMaterial, 'checkpoints' | 'lists'> => {
  const checkpoints: { date: string; text: string }[] = [];
  const lists = new Map<string, string>();
  for (let n = 2; n <= 6; n++) {
    const at = instant(`${day(n)}T03:17:00+08:00`);
    const heads = [...trails].flatMap(([stream, entries]) => {
      const head = entries.findLast((entry) => entry.at < at);
      return head === undefined ? [] : [{ stream, seq: head.seq, hash: head.hash }];
    });
    const leaves = leavesOf(heads);
    const before = checkpoints.at(-1);
    const checkpoint: Checkpoint = {
      shape: 1, number: n - 1, date: localDate(day(n)), at, size: leaves.length, root: rootOf(leaves),
      previous: before === undefined ? null : { date: localDate(before.date), hash: checkpointHash(before.text) },
    };
    lists.set(checkpoint.root, leavesText(leaves));
    checkpoints.push({ date: checkpoint.date, text: checkpointText(checkpoint) });
  }
  return { checkpoints, lists };
};

export const linesOf = (entries: readonly AuditEntry[]): string[] => entries.map((entry) => canonicalJson(entry as unknown as Json));

/** The whole as it would be exported. */
export const exported = (trails: ReadonlyMap<string, readonly AuditEntry[]> = TRAILS): AuditMaterial & { readonly trails: readonly TrailText[] } => {
  const published = checkpointsOver(trails);
  const latest = readCheckpoints(published).read.at(-1);
  if (latest === undefined) throw new Error('no checkpoint');
  const ends = [...trails].map(([stream, entries]) => ({ stream, seq: entries.length, hash: entries.at(-1)?.hash ?? GENESIS }));
  return { ...published, trails: [...trails].map(([stream, entries]) => ({ stream, lines: linesOf(entries) })), index: exportIndex(latest, ends) };
};
