import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../shared/audit/verifier/verify-audit.ts';
import { exported, STREAMS, TRAILS } from './exported-trail.ts';
import { seeded } from '../lottery/seeded.ts';
import { CHECKPOINT_MUTATIONS } from './checkpoint-mutations.ts';
import { textOf } from './mutation.ts';
import { TRAIL_MUTATIONS } from './trail-mutations.ts';

const COUNT = 10_000;

const whole = exported();

describe('an exported audit trail', () => {
  test('[BY-7] that nobody touched has no fault', () => {
    const verdict = verifyAudit(whole);
    expect(verdict.faults).toEqual([]);
    expect(verdict).toMatchObject({ streams: STREAMS.length, entries: [...TRAILS.values()].flat().length, lists: whole.lists.size });
    expect(verdict.checkpoints).toHaveLength(5);
  });

  test('[BY-7] [GY-24] betrays each of 10,000 mutations, and names the stream, the entry or the checkpoint', () => {
    const kinds = Object.entries({ ...TRAIL_MUTATIONS, ...CHECKPOINT_MUTATIONS });
    const untouched = textOf(whole);
    const missed: string[] = [];
    const misnamed: string[] = [];
    let tried = 0;
    for (let seed = 1; tried < COUNT; seed++) {
      const [name, mutate] = kinds[seed % kinds.length] as (typeof kinds)[number];
      const { material, kept, stream, seq, checkpoint } = mutate(whole, seeded(seed));
      // Two equal things that change places are no mutation.
      if (textOf(material) === untouched) continue;
      tried += 1;
      const { faults } = verifyAudit(material, kept);
      if (faults.length === 0) missed.push(`${name} (${seed})`);
      else if (!faults.some((fault) => (stream === undefined || fault.stream === stream) && (seq === undefined || fault.seq === seq) && (checkpoint === undefined || fault.checkpoint === checkpoint))) {
        misnamed.push(`${name} (${seed}): wanted ${stream ?? ''} ${seq ?? ''} ${checkpoint ?? ''}, named ${JSON.stringify(faults)}`);
      }
    }
    expect(missed).toEqual([]);
    expect(misnamed).toEqual([]);
    expect(tried).toBe(COUNT);
  }, 120_000);

  test('[BY-7] accuses no stream that was left alone', () => {
    for (let seed = 1; seed <= 100; seed++) {
      for (const name of ['a character of an entry is changed', 'an entry is dropped', 'a trail is cut short', 'a trail is forked: rewritten from an entry on, and sealed anew to its end']) {
        const { material, stream } = (TRAIL_MUTATIONS[name] as (typeof TRAIL_MUTATIONS)[string])(whole, seeded(seed));
        expect(verifyAudit(material).faults.filter((fault) => fault.stream !== undefined && fault.stream !== stream)).toEqual([]);
      }
    }
  });

  test('[BY-7] made anew from beginning to end is betrayed by one checkpoint that somebody kept', () => {
    const [first] = verifyAudit(whole).checkpoints;
    const another = exported(new Map([...TRAILS].filter(([stream]) => stream !== 'registry/items')));
    expect(verifyAudit(another).faults).toEqual([]);
    expect(verifyAudit(another, [{ date: first?.checkpoint.date ?? '', hash: first?.hash ?? '' }]).faults).toEqual([{ kind: 'not-the-kept', checkpoint: '2026-03-02' }]);
  });
});
