import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { SealedDraw } from '../../lottery/types.ts';
import type { Manifest } from '../../lottery/types.ts';
import type { Attempt, AttemptIn } from './attempt.ts';
import type { AttemptView } from './draw-view.ts';

/** True while only the parties, witnesses and those who carry out the visits may know who was drawn (NR-9): from the reveals until the day it opens. */
export const isSealed = (attempt: Attempt): boolean =>
  attempt.openOn !== undefined && attempt.stage !== 'void' && !(attempt.stage === 'published' && attempt.openedAt !== undefined);

/** The text of `sealed.json`: what fixes the draw now and shows nothing of it. */
export const sealedText = (manifest: Manifest, attempt: AttemptIn<'matched'>, openOn: string): string => {
  const sealed: SealedDraw = { manifest, M0: attempt.M0, M1: attempt.M1, M2: attempt.M2, transcriptHash: attempt.transcriptHash, openOn };
  return canonicalJson(sealed);
};

/** A sealed attempt as those may see it who have no part in the draw or the visits: without anything the seed follows from. */
export const withoutResult = (attempt: Attempt, view: AttemptView): AttemptView => {
  if (!isSealed(attempt)) return view;
  const { seed: _seed, outputs: _outputs, voiding, ...rest } = view;
  const { record: _record, ...bare } = voiding ?? {};
  return { ...rest, reveals: [], ...(voiding === undefined ? {} : { voiding: bare as NonNullable<AttemptView['voiding']> }) };
};
