import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Officer, Recusal } from '../../lottery/types.ts';
import type { Scheme } from '../../plan/scheme.ts';
import { readInspectors } from '../../registry/inspector-store.ts';
import type { Inspector } from '../../registry/inspector.ts';
import { readRecusals } from '../../registry/recusal-store.ts';
import { recusalsInForce } from '../../registry/recusals-in-force.ts';
import type { Table } from '../../store/table.ts';
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

/** The inspectors and recusals of the scheme's departments as they are now, those pooled under each among them (SM-4); `blinding-key-missing` before the key is set. */
export const readOfficerLists = async (
  { stores, profile }: Context,
  ref: AttemptRef,
  departments: Scheme['departments'],
): Promise<Result<OfficerLists, Refusal>> => {
  const key = await findBlindingKey(stores.lifecycle);
  if (key === undefined) return refuse('blinding-key-missing');
  const inspectors = await Promise.all(departments.map((department) => readInspectorsFor(stores.registry, department)));
  const officers = officersOf(inspectors.flat(), profile);
  const inForce = recusalsInForce(await readRecusals(stores.registry), profile);
  const recusals = recusalsOf(inForce, officers, (officerId, targetId) => recusalSalt(key, ref, officerId, targetId));
  return ok({ officers, recusals, secret: secretOf(key, ref) });
};

/** Who may be drawn for a department: its own inspectors, and those pooled, each under the code of the department helped. */
const readInspectorsFor = async (registry: Table, { code, pooled = [] }: Scheme['departments'][number]): Promise<Inspector[]> => {
  const bodies = await Promise.all([code, ...pooled].map((body) => readInspectors(registry, body)));
  return bodies.flat().map((inspector) => ({ ...inspector, department: code }));
};
