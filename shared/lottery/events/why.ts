import type { Hasher } from '../../kernel/hash.ts';
import { eventHash } from './events.ts';
import { isInFrame } from '../directory/frame.ts';
import { parseRow } from '../directory/row.ts';
import { itemSeed } from '../targets/seeds.ts';
import { ticketOf } from '../targets/tickets.ts';
import { transcriptHash } from '../transcript/transcript.ts';
import type { DrawEvent, Exclusion, ExclusionCode, Frame, Hex, StratumResult, Transcript } from '../types.ts';

/** A row of the snapshot with the way from it to the root; `path` is null where it was not computed. */
export type RowProof = { readonly row: string; readonly index: number; readonly path: readonly Hex[] | null };

/** What became of a firm in a draw. */
export type WhyAnswer = 'drawn' | 'reserve' | 'not-drawn' | 'excluded' | 'not-in-frame' | 'not-in-directory';

/** Why a firm was, or was not, drawn: everything in it follows from the transcript, the exclusions and the rows it holds. */
export type Why = {
  readonly spec: 'sj-why/1';
  readonly planId: string;
  readonly drawNo: number;
  readonly transcriptHash: Hex;
  /** The committed root of the snapshot. */
  readonly root: Hex;
  readonly id: string;
  readonly answer: WhyAnswer;
  /** The firm's own row; of a firm that is not in the directory the rows before and after where it would stand; null where rows are not published. */
  readonly rows: readonly RowProof[] | null;
  /** Predicates of the frame that its row does not satisfy. */
  readonly unsatisfied: readonly (keyof Frame)[];
  readonly exclusion: ExclusionCode | null;
  /** Its stratum with N, k and the cut-off ticket τ; its chance was k of N. Null where it has none or it is not published. */
  readonly stratum: StratumResult | null;
  readonly itemSeed: Hex;
  readonly ticket: Hex;
  /** Its place among the drawn or the reserve of its stratum, from 1. */
  readonly place: number | null;
  /** What happened since the draw, in the order of the events; absent where nothing did. */
  readonly since?: readonly Since[];
};

/** What a line of the events, number `seq` with its hash, made of a firm: `called-in` from the reserve for `target`, the one lost; or `lost`, with the reason. */
export type Since =
  | { readonly seq: number; readonly hash: Hex; readonly kind: 'called-in'; readonly target: string }
  | { readonly seq: number; readonly hash: Hex; readonly kind: 'lost'; readonly reason: string };

/** [BY-3] What the events since the draw made of the firm `id`: each loss of a stratum calls in the next ticket of its reserve, while there is one. */
export const sinceThen = (hasher: Hasher, { reserve }: Pick<Transcript, 'reserve'>, events: readonly DrawEvent[], id: string): readonly Since[] => {
  const used = new Map<string, number>();
  return events.flatMap((event): readonly Since[] => {
    if (event.kind !== 'lost-target') return [];
    const place = used.get(event.stratum) ?? 0;
    used.set(event.stratum, place + 1);
    const successor = reserve.find(({ stratum }) => stratum === event.stratum)?.ids[place];
    const line = { seq: event.seq, hash: eventHash(hasher, event) };
    if (event.target === id) return [{ ...line, kind: 'lost', reason: event.reason }];
    return successor === id ? [{ ...line, kind: 'called-in', target: event.target }] : [];
  });
};

/** True for the form of a credit code, the id of a row. */
export const isCode = (id: unknown): id is string => typeof id === 'string' && /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(id);

/** [BY-1] [BY-5] [BY-3] Says why the firm `id` was or was not drawn, and what happened since. `rows` are its row or its neighbours, null for a blinded directory. */
export const explain = (
  hasher: Hasher,
  transcript: Transcript,
  excluded: readonly Exclusion[],
  firm: { readonly id: string; readonly rows: readonly RowProof[] | null },
  events: readonly DrawEvent[] = [],
): Why => {
  const { manifest, strata } = transcript;
  const { id, rows } = firm;
  const own = rows?.find(({ row }) => row.startsWith(id)) ?? null;
  const parsed = own === null ? null : parseRow(own.row);
  const code = parsed?.ok === true ? parsed.value.stratum : null;
  const stratum = strata.find((one) => one.code === code) ?? null;
  const seed = itemSeed(hasher, transcript.seed, manifest.item.itemId);
  const unsatisfied = own === null ? [] : unsatisfiedBy(manifest.item.frame, own.row);
  const exclusion = excluded.find((one) => one.id === id)?.code ?? null;
  const since = sinceThen(hasher, transcript, events, id);
  const answer = (): WhyAnswer => {
    if (rows !== null && own === null) return 'not-in-directory';
    if (unsatisfied.length > 0) return 'not-in-frame';
    if (exclusion !== null) return 'excluded';
    if (transcript.drawn.includes(id)) return 'drawn';
    return transcript.reserve.some(({ ids }) => ids.includes(id)) ? 'reserve' : 'not-drawn';
  };
  return {
    spec: 'sj-why/1',
    planId: manifest.planId,
    drawNo: manifest.drawNo,
    transcriptHash: transcriptHash(hasher, transcript),
    root: manifest.snapshot.root,
    id,
    answer: answer(),
    rows,
    unsatisfied,
    exclusion,
    stratum,
    itemSeed: seed,
    ticket: ticketOf(hasher, seed, id),
    place: placeOf(transcript, id),
    ...(since.length === 0 ? {} : { since }),
  };
};

const unsatisfiedBy = (frame: Frame, row: string): readonly (keyof Frame)[] =>
  (Object.keys(frame) as (keyof Frame)[]).sort().filter((name) => !isInFrame({ [name]: frame[name] }, row));

/** The drawn stand by stratum in the manifest's order, so a stratum's own begin where those before it end. */
const placeOf = ({ strata, drawn, reserve }: Transcript, id: string): number | null => {
  const at = drawn.indexOf(id);
  if (at < 0) return reserve.map(({ ids }) => ids.indexOf(id) + 1).find((place) => place > 0) ?? null;
  let before = 0;
  for (const { k } of strata) {
    if (at < before + k) return at - before + 1;
    before += k;
  }
  return at + 1;
};
