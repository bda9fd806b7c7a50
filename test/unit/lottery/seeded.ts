/** A seeded source of small numbers for tests: the same seed, the same instances. */
export const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
};

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** An 18-character id that ascends with `n`. */
export const idOf = (n: number): string => {
  let digits = '';
  for (let rest = n; digits.length < 8; rest = Math.floor(rest / 31)) digits = (LETTERS[rest % 31] ?? '0') + digits;
  return `91310115MA${digits}`;
};

/** A row of firm `n`. */
export const rowOf = (n: number, change: { region?: string; stratum?: string; last?: string; status?: string; tags?: string } = {}): string =>
  `${idOf(n)},${change.region ?? '310115'},F5211,${change.stratum ?? 'A'},${change.last ?? '00000000'},${change.tags ?? '0000000000000000'},${change.status ?? '001'}\n`;

/** 64 hex digits that follow from `n`. */
export const hexOf = (n: number): string => n.toString(16).padStart(64, '0');

/** So many bytes that follow from `seed`. */
export const randomBytes = (length: number, seed: number): Uint8Array => {
  const random = seeded(seed);
  return Uint8Array.from({ length }, () => random(256));
};
