import type { Profile } from '../profile/profile.ts';
import type { Recusal } from './recusal.ts';

/** Those an officer steps aside for: granted ones, and while the head decides the applied ones too, if the profile says so (NR-3, decision 4). */
export const recusalsInForce = (recusals: readonly Recusal[], profile: Profile): readonly Recusal[] =>
  recusals.filter(({ stage }) => stage === 'granted' || (stage === 'applied' && profile.recusal.appliedStepsAside));
