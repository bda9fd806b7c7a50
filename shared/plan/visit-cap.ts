import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { EXEMPT_KIND_NAMES } from '../profile/exempt-kinds.ts';
import type { Profile } from '../profile/profile.ts';
import type { PlanContent } from './entry.ts';
import type { Year } from './year.ts';

type Rules = Pick<Profile, 'visits'>;

/** The yearly cap of visits per enterprise that a plan is compiled with: what the conference `asked` for, which may only lower the profile's, or the profile's own (NR-5). */
export const visitCapOf = ({ visits }: Rules, asked: number | undefined): Result<number | undefined, Refusal<'visits-over-profile'>> =>
  asked !== undefined && visits !== undefined && asked > visits.perYear
    ? refuse('visits-over-profile', { pointer: '/visitsPerYear', facts: { asked, most: visits.perYear } })
    : ok(asked ?? visits?.perYear);

/** An entry whose visits are not counted names a kind that the profile exempts (NR-5); without rules of its own, any of the national ones. */
export const checkUncounted = ({ uncounted }: Pick<PlanContent, 'uncounted'>, { visits }: Rules): Result<void, Refusal<'kind-not-exempt'>> =>
  uncounted === undefined || visits === undefined || visits.exempt.includes(uncounted.kind)
    ? ok(undefined)
    : refuse('kind-not-exempt', { pointer: '/content/uncounted/kind', facts: { kind: EXEMPT_KIND_NAMES[uncounted.kind].zh } });

/** The cap in force in a year, as its plan says; undefined without one. */
export const visitCapIn = (year: Year | undefined): number | undefined => (year !== undefined && 'entries' in year ? year.visitsPerYear : undefined);
