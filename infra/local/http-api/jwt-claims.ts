/** A claim as API Gateway hands it on: always text. A list becomes `[a b]`, an object `map[k:v]`, members sorted. */
export const claimText = (claim: unknown): string => {
  if (Array.isArray(claim)) return `[${claim.map(claimText).join(' ')}]`;
  if (typeof claim === 'object' && claim !== null) {
    const members = Object.entries(claim).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${members.map(([name, value]) => `${name}:${claimText(value)}`).join(' ')}]`;
  }
  return String(claim);
};

/** All claims of a token, each as {@link claimText}. */
export const flattenClaims = (claims: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(claims).map(([name, claim]) => [name, claimText(claim)]));

/** The scopes of a token: its `scope` (words apart by spaces) or `scp` (list or words). */
export const scopesOf = (claims: Readonly<Record<string, unknown>>): readonly string[] => {
  const { scope, scp } = claims;
  const held = scope ?? scp ?? '';
  return Array.isArray(held) ? held.map(String) : String(held).split(' ').filter((word) => word !== '');
};
