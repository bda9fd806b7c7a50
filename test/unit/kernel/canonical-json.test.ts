import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';

describe('canonical JSON', () => {
  test('sorts members by UTF-16 code units, drops spaces and what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], 10: 2, 9: 3, é: 4, Z: 5, gone: undefined })).toBe('{"10":2,"9":3,"Z":5,"a":[true,null,"x"],"b":1,"é":4}');
    expect(canonicalJson({ '\u{1f600}': 1, '\ufb33': 2 })).toBe('{"\u{1f600}":1,"\ufb33":2}');
  });

  test('escapes only what must be', () => {
    expect(canonicalJson('"\\\b\f\n\r\t\u0001/é中\u007f')).toBe('"\\"\\\\\\b\\f\\n\\r\\t\\u0001/é中\u007f"');
  });

  test('carries no number but safe integers, and no lone surrogate', () => {
    for (const number of [0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson(number)).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
    expect(canonicalJson(-0)).toBe('0');
    expect(canonicalJson(-(2 ** 53) + 1)).toBe('-9007199254740991');
  });

  test('reads back as the same value, and is the same text whatever the order of members', () => {
    const value = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null), fc.boolean(), fc.maxSafeInteger().map((n) => n + 0), fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        fc.array(tie('json')), fc.dictionary(fc.string().filter((key) => key !== '__proto__'), tie('json'), { noNullPrototype: true }),
      ),
    })).json;
    fc.assert(fc.property(value, (json) => {
      const text = canonicalJson(json);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      expect(canonicalJson(reversed(json))).toBe(text);
    }));
  });
});

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner ?? null)]));
};
