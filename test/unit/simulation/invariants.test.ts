import { describe, expect, test } from 'vitest';
import { INVARIANTS } from '../../../infra/simulation/invariants/all.ts';
import { CASES } from './invariants-cases.ts';

const of = (id: string) => {
  const found = INVARIANTS.find((invariant) => invariant.id === id);
  if (found === undefined) throw new Error(`no invariant ${id}`);
  return found;
};

/** The invariant a case is about: the part of its name before the comma. */
const invariantOf = (name: string): string => name.split(',')[0] ?? '';

test('every invariant has a record in which it holds and one in which it does not', () => {
  expect([...new Set(Object.keys(CASES).map(invariantOf))].sort()).toEqual(INVARIANTS.map(({ id }) => id).sort());
});

describe.each(Object.entries(CASES))('%s', (id, { good, bad }) => {
  test('says nothing of a record in which it holds', async () => {
    expect(await good().judged(of(invariantOf(id)))).toBe('');
  });

  test.each(Object.entries(bad))('says “%s” where it is so', async (words, made) => {
    expect(await made().judged(of(invariantOf(id)))).toContain(words);
  });
});
