const primes = (count: number): readonly number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
};

const rootOf = (value: bigint, power: bigint): bigint => {
  let low = 0n;
  let high = 1n << 128n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
};

/** The first `bits` bits behind the point of the roots of the first `count` primes: FIPS 180-4 takes its constants from nowhere else. */
export const fractionsOfRoots = (count: number, power: 2n | 3n, bits: bigint): readonly bigint[] =>
  primes(count).map((prime) => rootOf(BigInt(prime) << (bits * power), power) & ((1n << bits) - 1n));

/** The 64 round constants: cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
export const ROUND_CONSTANTS: readonly number[] = fractionsOfRoots(64, 3n, 32n).map(Number);

/** The initial hash value: square roots of the first eight primes (FIPS 180-4, 5.3.3). */
export const INITIAL_VALUE: readonly number[] = fractionsOfRoots(8, 2n, 32n).map(Number);
