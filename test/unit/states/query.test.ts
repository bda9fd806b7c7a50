import { describe, expect, test } from 'vitest';
import { evaluate, type Scope } from '../../../infra/local/states/query/evaluate.ts';

const scope = (seed = 's'): Scope => ({ variables: { x: 41, list: [1, 2, 3] }, states: { input: { a: { b: 2 } }, context: {} }, nowMs: 0, seed });
const ask = (text: string, seed?: string): Promise<unknown> => evaluate(`{% ${text} %}`, 'Output', scope(seed));

describe('Expressions', () => {
  test('see variables and $states', async () => {
    expect(await ask('$x + $states.input.a.b')).toBe(43);
  });

  test('are refused if they come to nothing, even by way of an undefined variable', async () => {
    await expect(ask('$nosuch')).rejects.toThrow(/returned nothing \(undefined\)/);
    await expect(ask('$states.input.missing')).rejects.toThrow(/returned nothing/);
    expect(await ask('$exists($nosuch)')).toBe(false);
  });

  test('have no $eval', async () => {
    await expect(ask("$eval('1+1')")).rejects.toThrow(/T1006/);
  });

  test.each(['$x ?? 1', '$x ?: 1'])('do not know the later operator in %s', async (text) => {
    await expect(ask(text)).rejects.toThrow(/threw an error/);
  });

  test('stop when they take too many steps', async () => {
    await expect(ask('($f := function($n) { $f($n + 1) }; $f(0))')).rejects.toThrow(/too many steps/);
  });

  test('may not result in a function', async () => {
    await expect(ask('{ "f": $sum }')).rejects.toThrow(/unsupported result type/);
  });
});

describe("The service's own functions", () => {
  test.each([
    ['$partition([1..5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([], 2)', []],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(1, 1, 1)', 1],
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$parse(\'{"a":[1]}\').a[0]', 1],
  ])('%s', async (text, expected) => {
    expect(await ask(text)).toEqual(expected);
  });

  test('$range refuses step 0 and more than 1000 elements', async () => {
    await expect(ask('$range(0, 1, 0)')).rejects.toThrow(/must not be 0/);
    await expect(ask('$range(0, 1000, 1)')).rejects.toThrow(/1000/);
  });

  test('$random and $uuid are the same when the same state is evaluated again, and differ otherwise', async () => {
    expect(await ask('[$random(), $random(), $uuid()]', 'one')).toEqual(await ask('[$random(), $random(), $uuid()]', 'one'));
    expect(await ask('$random()', 'one')).not.toEqual(await ask('$random()', 'two'));
    const [a, b] = (await ask('[$random(), $random()]')) as number[];
    expect(a).not.toBe(b);
    expect(await ask('$uuid()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await ask('$random(7)', 'one')).toBe(await ask('$random(7)', 'two'));
  });
});
