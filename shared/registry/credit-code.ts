/** The characters of a unified social credit code (GB 32100-2015), each standing for its place. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const BASE = ALPHABET.length;

/** Weights 3^i mod 31 of the first seventeen characters. */
const WEIGHTS: readonly number[] = Array.from({ length: 16 }).reduce<number[]>((weights) => [...weights, ((weights.at(-1) ?? 1) * 3) % BASE], [1]);

/** The check character the first seventeen call for (NR-10). Throws a `RangeError` on fewer than seventeen or on foreign characters. */
export const checkCharacter = (code: string): string => {
  const sum = WEIGHTS.reduce((total, weight, i) => {
    const value = ALPHABET.indexOf(code.charAt(i) || '?');
    if (value < 0) throw new RangeError(`no character of a credit code at ${i}: ${code}`);
    return total + value * weight;
  }, 0);
  return ALPHABET.charAt((BASE - (sum % BASE)) % BASE);
};

/** True if `code` has eighteen characters of the alphabet and the right check character (NR-10). */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 && [...code].every((character) => ALPHABET.includes(character)) && checkCharacter(code) === code[17];
