import { prefixed, tag, unhex, type Hash } from './hashing.ts';
import { byBytes, hasNoTwins, isAscending, isSame } from './order.ts';
import type { Findings } from './report.ts';
import type { Transcript } from './transcript.ts';

/** The ticket of a firm in hex. */
export type Ticket = (id: string) => string;

export function ticketsOf(H: Hash, seed: string, itemId: string): Ticket {
  const key = H(tag('sj-item/1'), unhex(seed), prefixed(itemId));
  return (id) => H(key, id).toString('hex');
}

/** The digest of a result. */
export const resultDigest = (H: Hash, drawn: readonly string[]): string => H(drawn.toSorted(byBytes).map((id) => `${id}\n`).join('')).toString('hex');

/** Checks the targets as far as the transcript alone goes, which is worth most where the rows are not public: numbers, tickets, order, τ, digest. */
export function checkTargets(found: Findings, H: Hash, transcript: Transcript): void {
  const { manifest, strata, drawn, reserve, seed } = transcript;
  const { item } = manifest;
  const ticket = ticketsOf(H, seed, item.itemId);
  const told = (list: readonly { readonly code: string; readonly eligible: number; readonly k: number }[]) => list.map(({ code, eligible, k }) => `${code} ${k} of ${eligible}`);
  found.hold(2, isSame(told(strata), told(item.strata)), 'the strata are not those of the manifest');
  found.hold(3, isSame(reserve.map(({ stratum }) => stratum), item.strata.map(({ code }) => code)), 'the reserves are not one per stratum');
  found.hold(3, hasNoTwins([...drawn, ...reserve.flatMap(({ ids }) => ids)]), 'a firm comes twice');
  found.hold(3, transcript.resultDigest === resultDigest(H, drawn), 'resultDigest does not follow');
  let from = 0;
  strata.forEach(({ code, eligible, k, tau }, h) => {
    const own = drawn.slice(from, from + k);
    const next = reserve[h]?.ids ?? [];
    from += k;
    found.hold(3, own.length === k, `stratum ${code}: ${own.length} drawn, not ${k}`);
    found.hold(3, next.length === Math.min(item.reserve, eligible - k), `stratum ${code}: ${next.length} in reserve`);
    // Tickets have one length, so they and the ids behind them compare as one text.
    found.hold(3, isAscending([...own, ...next].map((id) => ticket(id) + id)), `stratum ${code}: not in the order of tickets`);
    const last = own.at(-1);
    found.hold(3, tau === (last === undefined ? null : ticket(last)), `stratum ${code}: τ is not the last ticket drawn`);
  });
  found.hold(3, from === drawn.length, 'more is drawn than the quotas say');
}
