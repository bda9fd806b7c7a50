import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { transcriptHash } from '../transcript/transcript.ts';
import type { Transcript, VoidRecord } from '../types.ts';
import { compare, unchecked, type Finding } from './report.ts';

/** A void record and the transcript beside it, where there is one. `folder`: empty for the attempt that is looked at, `../1/` for an earlier one. */
export type Voided = { readonly voided: VoidRecord; readonly transcript: Transcript | null; readonly folder: string };

const of = ({ folder }: Voided): string => (folder === '' ? '' : `, ${folder}`);

/** Step 0 of a void: it discards the transcript beside it, and the transcript that it discards is there to be seen. */
export const discardFindings = (hasher: Hasher, attempt: Voided): readonly Finding[] => {
  const { voided, transcript, folder } = attempt;
  if (transcript !== null) return [compare(`void.json discards this transcript${of(attempt)}`, voided.discarded ?? 'nothing', transcriptHash(hasher, transcript))];
  return voided.discarded === undefined ? [] : [unchecked(`the discarded transcript${of(attempt)}`, `${folder}transcript.json`)];
};

/** Step 1 of a void that discards: it received what the transcript has, to the last reveal; with a beacon fewer would be a ceremony too, though another. */
export const receivedFindings = (attempt: Voided): readonly Finding[] => {
  const { voided, transcript } = attempt;
  if (voided.discarded === undefined || transcript === null) return [];
  const { commitments, reveals } = transcript;
  return [compare(`void.json has received what the transcript has${of(attempt)}`, canonicalJson(voided.received), canonicalJson({ commitments, reveals }))];
};
