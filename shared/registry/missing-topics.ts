import type { Profile } from '../profile/profile.ts';
import type { WorkRulesContent } from './work-rules.ts';

/** The ids of the profile's topics that `rules` leave empty or out; all of them without rules. A plan cannot be submitted while there are any (GY-4). */
export const missingTopics = (rules: WorkRulesContent | undefined, profile: Profile): readonly string[] =>
  profile.workRules.topics.map(({ id }) => id).filter((id) => (rules?.topics[id] ?? '').trim() === '');
