import type { Hex } from './types.ts';

/** One of the list of experts, as it is published before the draw: a code of the library, never a name or an identity number. Days are `YYYYMMDD`. */
export type ExpertCandidate = {
  readonly id: string;
  readonly fields: readonly string[];
  readonly regions: readonly string[];
  /** Days of the qualification, where one is asked for; absent: at any time. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Visits in this draw at most. */
  readonly cap: number;
};

/** How many of one field are wanted at each visit. */
export type WantedField = { readonly field: string; readonly count: number };

/**
 * `experts.json`, published beside the manifest before any randomness exists. Recusals tell of private relations: the public gets root and count. `blinded` where there
 * are any: then w of the inspectors' draw enters the derivation, so that nobody reads a recusal off who was passed over.
 */
export type ExpertList = {
  readonly spec: 'sj-experts/1';
  readonly planId: string;
  readonly drawNo: number;
  readonly M0: Hex;
  readonly visit: { readonly from: string; readonly to: string };
  readonly wanted: readonly WantedField[];
  readonly candidates: readonly ExpertCandidate[];
  readonly recusals: { readonly root: Hex; readonly count: number };
  readonly blinded: boolean;
};

/** Who was drawn for one visit in one field; `open`: places that nobody could take. */
export type DrawnField = { readonly field: string; readonly ids: readonly string[]; readonly open: number };

/** Experts of one visit; `reserve` where the target comes in only if another drops out. */
export type ExpertVisit = { readonly target: string; readonly reserve: boolean; readonly experts: readonly DrawnField[] };

/** `experts-drawn.json`, published with the transcript. */
export type ExpertsDrawn = {
  readonly spec: 'sj-experts/1';
  readonly planId: string;
  readonly drawNo: number;
  readonly M0: Hex;
  readonly seed: Hex;
  /** Hash of `experts.json`. */
  readonly list: Hex;
  readonly visits: readonly ExpertVisit[];
};
