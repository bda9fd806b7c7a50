import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';

/** Refused with both versions if `ifMatch`, where given, is not the version the thing has now. */
export const expectVersion = (ifMatch: number | undefined, current: number): Result<void, Refusal<'version-outdated'>> =>
  ifMatch === undefined || ifMatch === current ? ok(undefined) : refuse('version-outdated', { facts: { yours: ifMatch, current } });
