import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Officer, Recusal } from '../../lottery/types.ts';
import type { Scheme } from '../../plan/scheme.ts';
import { readInspectors } from '../../registry/inspector-store.ts';
import { readRecusals } from '../../registry/recusal-store.ts';
import { recusalsInForce } from '../../registry/recusals-in-force.ts';
import { recusalSalt, secretOf } from './blinding.ts';
import { findBlindingKey } from './blinding-key-store.ts';
import type { DrawContext } from '../record/draw-context.ts';
import type { AttemptRef } from '../record/draw-files.ts';
import { officersOf, recusalsOf } from './frozen-lists.ts';

/** What is frozen beside the target directory, in the draw's own lists. */
export interface OfficerLists {
  readonly officers: readonly Officer[];
  readonly recusals: readonly Recusal[];
  /** w, 64 hex. */
  readonly secret: string;
}

type Context = Pick<DrawContext, 'profile'> & { readonly stores: Pick<DrawContext['stores'], 'registry' | 'lifecycle' | 'snapshots'> };

/** The inspectors and recusals of the scheme's departments as they are now; `blinding-key-missing` before the key is set. */
export const readOfficerLists = async (
  { stores, profile }: Context,
  ref: AttemptRef,
  departments: Scheme['departments'],
): Promise<Result<OfficerLists, Refusal>> => {
  const key = await findBlindingKey(stores.lifecycle);
  if (key === undefined) return refuse('blinding-key-missing');
  const inspectors = await Promise.all(departments.map(({ code }) => readInspectors(stores.registry, code)));
  const officers = officersOf(inspectors.flat(), profile);
  const inForce = recusalsInForce(await readRecusals(stores.registry), profile);
  const recusals = recusalsOf(inForce, officers, (officerId, targetId) => recusalSalt(key, ref, officerId, targetId));
  return ok({ officers, recusals, secret: secretOf(key, ref) });
};
