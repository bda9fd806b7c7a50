const primes = (count: number): readonly number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
};

const rootOf = (value: bigint, power: bigint): bigint => {
  let low = 0n;
  let high = 1n << 64n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
};

/** The first 32 bits behind the point of the root of `n`: FIPS 180-4 takes its constants from nowhere else. */
const fractionOfRoot = (n: number, power: bigint): number => Number(rootOf(BigInt(n) << (32n * power), power) & 0xffff_ffffn);

/** The 64 round constants: cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
export const ROUND_CONSTANTS: readonly number[] = primes(64).map((prime) => fractionOfRoot(prime, 3n));

/** The initial hash value: square roots of the first eight primes (FIPS 180-4, 5.3.3). */
export const INITIAL_VALUE: readonly number[] = primes(8).map((prime) => fractionOfRoot(prime, 2n));
