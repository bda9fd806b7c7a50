import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentHash, entryHash, GENESIS, sealEntry, type AuditEntry } from '../../../shared/audit/entry.ts';
import { verifyTrail } from '../../../shared/audit/verify.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { person } from '../../support/people.ts';

/** A sound trail of `length` entries, each a day after the one before. */
const trailOf = (length: number, stream = 'batch/batch-2026-001', after: (n: number) => string = (n) => `stage ${n}`): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let n = 1; n <= length; n++) {
    entries.push(sealEntry({
      stream, seq: n, prev: entries.at(-1)?.hash ?? GENESIS, at: instant(`2026-03-${String(n).padStart(2, '0')}T09:00:00+08:00`),
      actor: person('operator', '01'), action: 'batch.change', subject: 'batch/batch-2026-001', profile: { id: 'guangyuan', version: 1 },
      before: { stage: n - 1 }, after: { stage: after(n) },
    }));
  }
  return entries;
};
const headOf = (entries: readonly AuditEntry[]) => ({ seq: entries.length, hash: entries.at(-1)?.hash ?? GENESIS });
const sound = trailOf(6);
const faults = (entries: readonly AuditEntry[], head = headOf(sound)) => verifyTrail(entries, head).faults.map(({ kind, seq }) => `${kind} ${seq}`);
const at = (n: number): AuditEntry => sound[n - 1] as AuditEntry;

describe('a trail', () => {
  test('[GY-1] that nobody touched has no fault, an empty one neither', () => {
    expect(verifyTrail(sound, headOf(sound))).toEqual({ entries: 6, faults: [], head: 'compared' });
    expect(verifyTrail([], { seq: 0, hash: GENESIS })).toEqual({ entries: 0, faults: [], head: 'compared' });
  });

  test('[GY-1] an entry altered in any member is found', () => {
    const changes: Partial<AuditEntry>[] = [
      { at: instant('2026-03-04T09:00:00+08:00') }, { actor: person('operator', '02') }, { action: 'batch.other' }, { subject: 'batch/other' },
      { profile: { id: 'guangyuan', version: 2 } }, { before: null }, { after: { stage: 'stage 33' } }, { detail: 'added' },
    ];
    for (const change of changes) expect(faults(sound.with(2, { ...at(3), ...change }))).toEqual(['altered 3']);
  });

  test('[GY-1] an entry altered and sealed anew no longer carries the next one', () => {
    const forged = sealEntry({ ...at(3), after: { stage: 'forged' } });
    expect(faults(sound.with(2, forged))).toEqual(['unlinked 4']);
  });

  test('[GY-1] a dropped entry is found, the first one too', () => {
    expect(faults(sound.toSpliced(2, 1))).toEqual(['missing 4', 'unlinked 4']);
    expect(faults(sound.slice(1))).toEqual(['missing 2', 'unlinked 2']);
  });

  test('[GY-1] entries in another order are found', () => {
    expect(faults([at(1), at(3), at(2), at(4), at(5), at(6)])).toEqual(['missing 3', 'unlinked 3', 'missing 2', 'unlinked 2', 'missing 4', 'unlinked 4']);
  });

  test('[GY-1] a trail cut short is found by its head, and only by it', () => {
    expect(verifyTrail(sound.slice(0, 4), headOf(sound)).faults).toEqual([{ kind: 'truncated', seq: 4, head: 6 }]);
    expect(verifyTrail([], headOf(sound)).faults).toEqual([{ kind: 'truncated', seq: 0, head: 6 }]);
    expect(verifyTrail(sound.slice(0, 4))).toEqual({ entries: 4, faults: [], head: 'unchecked' });
  });

  test('[GY-1] one that goes on behind its head, or ends in another hash, is found', () => {
    expect(faults(sound, headOf(sound.slice(0, 5)))).toEqual(['beyond-head 6']);
    expect(faults(sound, { seq: 6, hash: at(5).hash })).toEqual(['head-differs 6']);
  });

  test('[GY-1] a fork, two entries that follow the same one, is found', () => {
    const other = sealEntry({ ...at(4), after: { stage: 'another story' } });
    expect(faults([...sound.slice(0, 4), other, ...sound.slice(4)])).toEqual(['forked 4', 'unlinked 4', 'unlinked 5']);
  });

  test('[GY-1] a whole other story, sound in itself, is found by the head', () => {
    expect(faults(trailOf(6, undefined, (n) => `other ${n}`))).toEqual(['head-differs 6']);
  });

  test('[GY-1] an entry of another stream is found', () => {
    const [, foreign] = trailOf(2, 'batch/batch-2026-002');
    expect(faults(sound.with(1, foreign as AuditEntry))).toEqual(['foreign 2', 'unlinked 2', 'unlinked 3']);
  });

  test('[GY-1] content that has no canonical form is found, not a crash', () => {
    expect(faults(sound.with(4, { ...at(5), after: { rate: 0.5 } }))).toEqual(['altered 5']);
  });

  test('[GY-1] whatever single thing is done to it, it is found', () => {
    const positions = fc.nat(5);
    fc.assert(fc.property(positions, positions, fc.constantFrom('drop', 'swap', 'repeat', 'flip'), (a, b, what) => {
      fc.pre(what !== 'swap' || a !== b);
      const [one, two] = [sound[a] as AuditEntry, sound[b] as AuditEntry];
      const flipped = one.hash.startsWith('0') ? `1${one.hash.slice(1)}` : `0${one.hash.slice(1)}`;
      const done = { drop: sound.toSpliced(a, 1), swap: sound.with(a, two).with(b, one), repeat: sound.toSpliced(b, 0, one), flip: sound.with(a, { ...one, hash: flipped }) }[what];
      expect(verifyTrail(done, headOf(sound)).faults.length).toBeGreaterThan(0);
    }));
  });
});

test('an entry\'s hash stands for its content, whatever the order of members and whatever hash it carries', () => {
  const { hash, ...content } = at(2);
  expect(entryHash(Object.fromEntries(Object.entries(content).reverse()) as typeof content)).toBe(hash);
  expect(entryHash({ ...content, hash: 'else' })).toBe(hash);
  expect(documentHash({ b: 1, a: 2 })).toBe(documentHash({ a: 2, b: 1 }));
});
