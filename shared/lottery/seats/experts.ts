import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { byBytes, concat, fromHex, lengthPrefixed, utf8 } from '../encoding/bytes.ts';
import type { ExpertCandidate, ExpertList, ExpertsDrawn, ExpertVisit, WantedField } from '../expert-types.ts';
import { isRegionPrefix } from '../directory/officers.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { isCompactDay } from '../directory/row.ts';
import type { DrawnTarget } from './seat-problem.ts';
import { exactObject, isArrayOf, isBoolean, isCount, isHash, isOneOf, isText, type Check } from '../encoding/shape.ts';
import { taggedHash } from '../encoding/tagged-hash.ts';
import type { Hex, Recusal } from '../types.ts';

/** `H("sj-experts-list/1\0" ‖ JCS)` of `experts.json`: what goes on record before the ceremony. */
export const expertListHash = (hasher: Hasher, list: ExpertList): Hex => taggedHash(hasher, 'sj-experts-list/1', utf8(expertListText(list)));

/** `H("sj-experts-drawn/1\0" ‖ JCS)` of `experts-drawn.json`. */
export const expertsDrawnHash = (hasher: Hasher, drawn: ExpertsDrawn): Hex => taggedHash(hasher, 'sj-experts-drawn/1', utf8(expertsDrawnText(drawn)));

/** The bytes of `experts.json`. */
export const expertListText = (list: ExpertList): string => canonicalJson(list);

/** The bytes of `experts-drawn.json`. */
export const expertsDrawnText = (drawn: ExpertsDrawn): string => canonicalJson(drawn);

/** Who is asked, and by what: everything the experts' draw follows from. */
export type ExpertGround = {
  readonly list: ExpertList;
  readonly seed: Hex;
  /** w of the inspectors' draw; used only where the list is blinded. */
  readonly secret: Hex | null;
  readonly recusals: readonly Recusal[];
  /** In the transcript's order. */
  readonly drawn: readonly DrawnTarget[];
  readonly reserve: readonly DrawnTarget[];
};

/**
 * The experts' draw (draw.md, “Experts”). Visits in the transcript's order, the reserves after the drawn, for each the wanted fields in the list's order: of those who have the
 * field, may go to the region, are qualified on all days, are not recused, are not in this visit yet and have fewer visits than their cap, the `count` with the smallest
 * `H(S ‖ id18 ‖ LP(expertId))`, `S = H("sj-experts/1\0" ‖ seed ‖ LP(field) ‖ w)`. A place nobody can take stays open: experts help, and no visit waits for them (NR-2).
 */
export const drawExperts = (hasher: Hasher, ground: ExpertGround): ExpertsDrawn => {
  const { list, seed } = ground;
  const load = new Map<string, number>();
  const recused = new Set(ground.recusals.map(({ officerId, targetId }) => `${officerId},${targetId}`));
  const secret = list.blinded ? fromHex(ground.secret ?? '') : new Uint8Array();
  const seeds = new Map(list.wanted.map(({ field }) => [field, taggedHash(hasher, 'sj-experts/1', fromHex(seed), lengthPrefixed(field), secret)]));
  const visit = (reserve: boolean) => ({ id, region }: DrawnTarget): ExpertVisit => {
    const taken = new Set<string>();
    const experts = list.wanted.map(({ field, count }) => {
      const ids = list.candidates
        .filter((one) => canHelp(one, list, field, region) && !recused.has(`${one.id},${id}`) && !taken.has(one.id) && (load.get(one.id) ?? 0) < one.cap)
        .map((one) => ({ id: one.id, ticket: ticketOf(hasher, seeds.get(field) ?? '', id, one.id) }))
        .sort((a, b) => byBytes(a.ticket, b.ticket) || byBytes(a.id, b.id))
        .slice(0, count)
        .map((one) => one.id);
      for (const one of ids) {
        taken.add(one);
        load.set(one, (load.get(one) ?? 0) + 1);
      }
      return { field, ids, open: count - ids.length };
    });
    return { target: id, reserve, experts };
  };
  return {
    spec: list.spec, planId: list.planId, drawNo: list.drawNo, M0: list.M0, seed, list: expertListHash(hasher, list),
    visits: [...ground.drawn.map(visit(false)), ...ground.reserve.map(visit(true))],
  };
};

const canHelp = ({ fields, regions, validFrom = '00000000', validTo = '99999999' }: ExpertCandidate, { visit }: ExpertList, field: string, region: string): boolean =>
  fields.includes(field) && regions.some((prefix) => region.startsWith(prefix)) && validFrom <= visit.from && visit.to <= validTo;

const ticketOf = (hasher: Hasher, seed: Hex, targetId: string, expertId: string): Hex =>
  hasher.hex(concat(fromHex(seed), utf8(targetId), lengthPrefixed(expertId)));

const isId: Check = (value) => typeof value === 'string' && /^[\x21-\x2b\x2d-\x7e]{1,64}$/.test(value);
const isDay: Check = (value) => typeof value === 'string' && isCompactDay(value);
const isTarget: Check = (value) => typeof value === 'string' && /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(value);
const MEMBERS = { spec: isOneOf('sj-experts/1'), planId: isText, drawNo: isCount, M0: isHash } as const;
const isCandidate: Check = (value) =>
  exactObject(value, { id: isId, fields: isArrayOf(isText), regions: isArrayOf(isRegionPrefix), cap: isCount }, { validFrom: isDay, validTo: isDay });
const isWanted: Check = (value) => exactObject(value, { field: isText, count: isCount });

/** The list of `experts.json`, or why it is none: canonical bytes, candidates strictly ascending by id, every field wanted once. */
export const parseExpertList = (text: string): ExpertList | string => {
  const value = readCanonical(text);
  if (value === undefined) return 'not canonical JSON';
  const isList = exactObject(value, {
    ...MEMBERS, visit: (days) => exactObject(days, { from: isDay, to: isDay }), wanted: isArrayOf(isWanted), candidates: isArrayOf(isCandidate),
    recusals: (recusals) => exactObject(recusals, { root: isHash, count: isCount }), blinded: isBoolean,
  });
  if (!isList) return 'not a list of experts';
  const list = value as unknown as ExpertList;
  if (!isAscending(list.candidates.map(({ id }) => id))) return 'candidates out of order';
  return new Set(list.wanted.map(({ field }: WantedField) => field)).size === list.wanted.length ? list : 'a field wanted twice';
};

/** The result of `experts-drawn.json`, or why it is none. */
export const parseExpertsDrawn = (text: string): ExpertsDrawn | string => {
  const value = readCanonical(text);
  if (value === undefined) return 'not canonical JSON';
  const isField: Check = (field) => exactObject(field, { field: isText, ids: isArrayOf(isId), open: isCount });
  const isVisit: Check = (visit) => exactObject(visit, { target: isTarget, reserve: isBoolean, experts: isArrayOf(isField) });
  return exactObject(value, { ...MEMBERS, seed: isHash, list: isHash, visits: isArrayOf(isVisit) }) ? (value as unknown as ExpertsDrawn) : 'not a draw of experts';
};

const isAscending = (values: readonly string[]): boolean => values.every((value, i) => i === 0 || byBytes(values[i - 1] ?? '', value) < 0);

