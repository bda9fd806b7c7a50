const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The 17 characters with the check character of GB 32100-2015 behind them. */
export const withCheckCharacter = (body: string): string => {
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return `${body}${ALPHABET[(31 - (sum % 31)) % 31] ?? '0'}`;
};
