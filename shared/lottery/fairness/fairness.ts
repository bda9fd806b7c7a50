import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { parseRow } from '../directory/row.ts';
import { transcriptHash } from '../transcript/transcript.ts';
import type { Exclusion, Officer, Transcript } from '../types.ts';
import { testPairing, type DrawnKind } from './pairing.ts';
import { compareTallies, type FairnessReport } from './report.ts';
import { rowsOf } from './rows-of.ts';
import { addTally, emptyTally, tallyShard, tallyTexts, type Tally } from './tally.ts';

/** What a report needs of the rows: the eligible by category, and the rows of the drawn. Grows shard by shard, in any order. */
export interface RowFacts {
  readonly eligible: Tally;
  readonly drawnRows: string[];
}

export const noRowFacts = (): RowFacts => ({ eligible: emptyTally(), drawnRows: [] });

/** Adds one shard. Needs its rows once and keeps none of them but the drawn. */
export const addShard = (facts: RowFacts, shard: Uint8Array, transcript: Transcript, excluded: readonly Exclusion[]): void => {
  addTally(facts.eligible, tallyShard(shard, transcript.manifest.item.frame, new Set(excluded.map(({ id }) => id))));
  // One by one: a province's draw has more rows than a call takes arguments.
  for (const row of rowsOf(shard, transcript.drawn)) facts.drawnRows.push(row);
};

/** [BY-1] [BY-5] The fairness report of a draw; the same inputs give the same bytes, and all of them are public. */
export const fairnessReport = (hasher: Hasher, transcript: Transcript, facts: RowFacts, officers: readonly Officer[]): FairnessReport => {
  const { manifest, strata } = transcript;
  return {
    spec: 'sj-fairness/1',
    planId: manifest.planId,
    drawNo: manifest.drawNo,
    transcriptHash: transcriptHash(hasher, transcript),
    strata: strata.map(({ code, eligible, k }) => ({ code, eligible, k })),
    dimensions: compareTallies(strata, facts.eligible, tallyTexts(facts.drawnRows)),
    pairing: testPairing(manifest, transcript, officers, kindsOfRows(facts.drawnRows)),
  };
};

/** The bytes of `fairness.json`. */
export const fairnessText = (report: FairnessReport): string => canonicalJson(report);

const kindsOfRows = (rows: readonly string[]): readonly DrawnKind[] =>
  rows.flatMap((text) => {
    const row = parseRow(text);
    if (!row.ok) return [];
    const { id, region, stratum, industry } = row.value;
    return [{ id, region, kinds: [`industry ${industry.slice(0, 1)}`, `stratum ${stratum}`] }];
  });
