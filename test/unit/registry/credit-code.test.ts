import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter, isCreditCode } from '../../../shared/registry/credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const start = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((characters) => characters.join(''));

test('[NR-10] published codes of well-known companies pass', () => {
  for (const code of ['91440300708461136T', '914403001922038216', '91330100799655058B', '91110108551385082Q']) expect({ code, valid: isCreditCode(code) }).toEqual({ code, valid: true });
});

test('[NR-10] a wrong length, a foreign letter or lower case does not pass', () => {
  for (const code of ['', '9144030070846113', '91440300708461136TT', '9144030070846113IT', '91440300708461136t']) expect(isCreditCode(code)).toBe(false);
  expect(() => checkCharacter('914403')).toThrow(RangeError);
});

test('[NR-10] the check is 31 less the weighted sum modulo 31, the weights powers of three', () => {
  fc.assert(fc.property(start, (code) => {
    const sum = [...code].reduce((total, character, i) => (total + BigInt(ALPHABET.indexOf(character)) * 3n ** BigInt(i)) % 31n, 0n);
    expect(checkCharacter(code)).toBe(ALPHABET[Number((31n - sum) % 31n)]);
  }));
});

test('[NR-10] any one character put wrong is found', () => {
  fc.assert(fc.property(start, fc.nat(17), fc.integer({ min: 1, max: 30 }), (first17, at, by) => {
    const code = first17 + checkCharacter(first17);
    const wrong = ALPHABET[(ALPHABET.indexOf(code.charAt(at)) + by) % 31] ?? '';
    expect(isCreditCode(code)).toBe(true);
    expect(isCreditCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false);
  }));
});
