export interface Ground {
  readonly strata: readonly { readonly eligible: number; readonly ratio: string; readonly mandatory: boolean }[];
  readonly quantity?: number;
  readonly capBase: number;
  readonly capBp: number;
  readonly capUsed: number;
  readonly floorBp: number;
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const ceilDiv = (a: bigint, b: bigint) => (a + b - 1n) / b;
const least = (a: bigint, b: bigint) => (a < b ? a : b);

/** Largest remainders: `total` shared out by weight, what is left one by one to the largest remainders, ties by order. */
export function largestRemainders(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total === 0n) return weights.map(() => 0n);
  const all = sum(weights);
  const shares = weights.map((weight) => (weight * total) / all);
  const left = Number(total - sum(shares));
  const byRemainder = weights.map((weight, order) => ({ order, rest: (weight * total) % all })).sort((a, b) => (a.rest === b.rest ? a.order - b.order : a.rest > b.rest ? -1 : 1));
  for (const { order } of byRemainder.slice(0, left)) shares[order] = (shares[order] ?? 0n) + 1n;
  return shares;
}

/** How many each stratum gives, by section 2; throws the reason where the manifest is invalid. */
export function quotas(ground: Ground): number[] {
  return exact(ground).map(Number);
}

function exact({ strata, quantity, capBase, capBp, capUsed, floorBp }: Ground): bigint[] {
  const N = strata.map(({ eligible }) => BigInt(eligible));
  const room = (BigInt(capBase) * BigInt(capBp)) / 10000n - BigInt(capUsed);
  const cap = room < 0n ? 0n : room;
  const floor = ceilDiv(BigInt(capBase) * BigInt(floorBp), 10000n);
  if (floor > cap) throw new Error(`the floor ${floor} lies above the cap ${cap}`);
  if (quantity !== undefined) {
    const q = BigInt(quantity);
    if (q > cap || q < floor || q > sum(N)) throw new Error(`quantity ${q} is outside ${floor} to ${least(cap, sum(N))}`);
    return largestRemainders(q, N);
  }
  const k = strata.map(({ ratio }, h) => {
    const [a, b] = ratio.split('/').map(BigInt);
    return least(N[h] ?? 0n, ceilDiv((N[h] ?? 0n) * (a ?? 0n), b ?? 0n));
  });
  if (sum(k) > cap) return cut(k, strata.map(({ mandatory }) => mandatory), cap);
  if (sum(k) < floor) return fill(k, N, floor);
  return k;
}

function cut(k: readonly bigint[], mandatory: readonly boolean[], cap: bigint): bigint[] {
  const kept = sum(k.filter((_, h) => mandatory[h]));
  if (kept > cap) throw new Error(`the mandatory strata alone, ${kept}, lie above the cap ${cap}`);
  const others = largestRemainders(cap - kept, k.filter((_, h) => !mandatory[h]));
  return k.map((own, h) => (mandatory[h] ? own : (others.shift() ?? 0n)));
}

function fill(k: readonly bigint[], N: readonly bigint[], floor: bigint): bigint[] {
  const room = N.map((n, h) => n - (k[h] ?? 0n));
  const lacking = floor - sum(k);
  if (sum(room) < lacking) throw new Error(`${lacking} are lacking to the floor, ${sum(room)} are left`);
  const more = largestRemainders(lacking, room);
  return k.map((own, h) => own + (more[h] ?? 0n));
}
