import { acknowledged } from './acknowledged.ts';
import { attemptsPublished } from './attempts-published.ts';
import { blindedStaysBlinded } from './blinded-stays-blinded.ts';
import { chains } from './chains.ts';
import { classesAsPlanned } from './classes-as-planned.ts';
import { clocks } from './clocks.ts';
import { deadlinesTold } from './deadlines-told.ts';
import { decidedByPersons } from './decided-by-persons.ts';
import { drawBytes } from './draw-bytes.ts';
import { drawsVerify } from './draws-verify.ts';
import { eachChangeAudited } from './each-change-audited.ts';
import { eachEffectOnce } from './each-effect-once.ts';
import { expertsAside } from './experts-aside.ts';
import { frozenAsItIs } from './frozen-as-it-is.ts';
import type { Invariant } from './invariant.ts';
import { nothingPrivate } from './nothing-private.ts';
import { nothingStuck } from './nothing-stuck.ts';
import { nothingVanishes } from './nothing-vanishes.ts';
import { reconciled } from './reconciled.ts';
import { redrawnOnChange } from './redrawn-on-change.ts';
import { resultsByPersons } from './results-by-persons.ts';
import { sealedStaysSealed } from './sealed-stays-sealed.ts';
import { trailTells } from './trail-tells.ts';
import { twoOfficers } from './two-officers.ts';
import { versions } from './versions.ts';
import { visitsWithinCap } from './visits-within-cap.ts';
import { withinCap } from './within-cap.ts';

/** Everything that must hold, the record itself first, then what it says. */
export const INVARIANTS: readonly Invariant[] = [
  nothingVanishes, chains, eachChangeAudited, versions, trailTells, acknowledged, eachEffectOnce,
  decidedByPersons, withinCap, classesAsPlanned, visitsWithinCap, frozenAsItIs, drawBytes, attemptsPublished, redrawnOnChange, drawsVerify, twoOfficers, expertsAside, resultsByPersons, reconciled, clocks, deadlinesTold, nothingStuck, nothingPrivate, sealedStaysSealed, blindedStaysBlinded,
];
