import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { byBytes } from '../encoding/bytes.ts';
import { itemSeed } from '../targets/seeds.ts';
import { ticketOf } from '../targets/tickets.ts';
import type { Hex, Transcript } from '../types.ts';
import { compare, unless, type Finding } from './report.ts';

/**
 * [BY-1] What the tickets of the published names bear out by themselves, where rows or exclusions are not at hand: every stratum has as many names as
 * its quota and its reserve say, each once and in the order of the tickets, and τ is the ticket of the last one drawn. Who was left out, only the rows tell.
 */
export const transcriptTickets = (hasher: Hasher, transcript: Transcript, seed: Hex): readonly Finding[] => {
  const { manifest: { item }, drawn, reserve, strata } = transcript;
  const key = itemSeed(hasher, seed, item.itemId);
  const tickets = new Map([...drawn, ...reserve.flatMap(({ ids }) => ids)].map((id) => [id, ticketOf(hasher, key, id)]));
  // Tickets are of one length, so they and the ids behind them compare as one text.
  const rankOf = (id: string): string => `${tickets.get(id) ?? ''}${id}`;
  const inOrder = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort((a, b) => byBytes(rankOf(a), rankOf(b)));

  let from = 0;
  const parts = item.strata.map(({ code, k, eligible }, at) => {
    const own = drawn.slice(from, (from += k));
    const next = reserve[at]?.ids ?? [];
    const ranked = inOrder([...own, ...next]);
    const last = own.at(-1);
    return { code, k, wanted: Math.min(item.reserve, eligible - k), own, next, ranked, tau: last === undefined ? null : (tickets.get(last) ?? null) };
  });
  const isFull = drawn.length === from && parts.every(({ own, k }) => own.length === k) && tickets.size === drawn.length + reserve.reduce((sum, { ids }) => sum + ids.length, 0);
  const tausOf = (list: readonly { readonly code: string; readonly tau: Hex | null }[]): string => list.map(({ code, tau }) => `${code} ${tau ?? 'null'}`).join(', ');
  return [
    unless('drawn', isFull ? null : 'not as many different names as the quotas and reserves say', `${drawn.length} different names`),
    compare('drawn', drawn.join(' '), parts.flatMap(({ ranked, k }) => ranked.slice(0, k)).join(' ')),
    compare('τ', tausOf(strata), tausOf(parts)),
    compare('reserve', canonicalJson(reserve), canonicalJson(parts.map(({ code, ranked, k, wanted }) => ({ stratum: code, ids: ranked.slice(k, k + wanted) })))),
    unless('reserve', parts.every(({ next, wanted }) => next.length === wanted) ? null : 'not as many as the manifest says', 'as many as the manifest says'),
  ];
};
