import type { Invariant } from './invariant.ts';
import { nothingVanishes } from './nothing-vanishes.ts';

/** Everything that must hold. */
export const INVARIANTS: readonly Invariant[] = [nothingVanishes];
