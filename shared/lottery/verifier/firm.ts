import type { Hasher } from '../../kernel/hash.ts';
import { concat, fromHex, utf8 } from '../encoding/bytes.ts';
import { isInFrame } from '../directory/frame.ts';
import { isIncluded } from '../directory/inclusion.ts';
import { leafHash } from '../directory/merkle.ts';
import { parseRow } from '../directory/row.ts';
import { itemSeed } from '../targets/seeds.ts';
import { ticketOf } from '../targets/tickets.ts';
import type { Exclusion, Hex, Transcript } from '../types.ts';
import { fail, pass, unless, type Finding } from './report.ts';

/** What a firm needs to check its own place: its row, where it stands in the snapshot, and its salt where the directory is blinded. */
export type FirmProof = { readonly row: string; readonly index: number; readonly path: readonly Hex[]; readonly salt?: Hex };

/**
 * [BY-1] Step 2 for one firm, without anyone else's row: it is in the snapshot, and it was drawn exactly if it is eligible and its ticket is
 * at most τ. `excluded` is the published list of exclusions.
 */
export const checkFirm = (hasher: Hasher, transcript: Transcript, excluded: readonly Exclusion[], firm: FirmProof): readonly Finding[] => {
  const { snapshot, item } = transcript.manifest;
  const row = parseRow(firm.row);
  if (!row.ok) return [fail('row', row.error)];
  const leaf = leafHash(hasher, concat(fromHex(firm.salt ?? ''), utf8(firm.row)));
  const included = isIncluded(hasher, { leaf, index: firm.index, size: snapshot.rows, path: firm.path, root: snapshot.root });
  const { id, stratum } = row.value;
  const exclusion = excluded.find((one) => one.id === id);
  const inFrame = isInFrame(item.frame, firm.row);
  const result = transcript.strata.find(({ code }) => code === stratum);
  const ticket = ticketOf(hasher, itemSeed(hasher, transcript.seed, item.itemId), id);
  const isEligible = inFrame && exclusion === undefined;
  const ought = isEligible && result !== undefined && result.tau !== null && ticket <= result.tau;
  const isDrawn = transcript.drawn.includes(id);
  const because = !inFrame ? 'not in the frame' : exclusion !== undefined ? `excluded (${exclusion.code})` : `ticket ${ticket}, τ ${result?.tau ?? 'null'}`;
  return [
    unless('inclusion', included ? null : 'the path does not lead to the root', `row ${firm.index} of ${snapshot.rows}`),
    pass('eligibility', isEligible ? 'eligible' : because),
    unless('drawn or not', ought === isDrawn ? null : `${isDrawn ? 'drawn' : 'not drawn'}, though ${because}`, `${isDrawn ? 'drawn' : 'not drawn'}: ${because}`),
  ];
};
