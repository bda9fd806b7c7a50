import type { LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { ExpertContent } from './expert.ts';

/**
 * A third party's person comes with the body they work for and its qualification (GY-16); a qualification that is named ends after it begins and, of
 * somebody active, not before `today`. A certificate of enforcement is asked of nobody here: whoever has one is entered as an officer (NR-2).
 */
export const judgeExpert = <Content extends Pick<ExpertContent, 'kind' | 'organisation' | 'qualification' | 'active'>>(content: Content, today: LocalDate): Result<Content, Refusal> => {
  const { kind, organisation, qualification, active } = content;
  if (kind === 'third-party' && organisation === undefined) return refuse('expert-organisation-missing', { pointer: '/organisation' });
  if (kind === 'third-party' && qualification === undefined) return refuse('expert-qualification-missing', { pointer: '/qualification' });
  if (qualification === undefined) return ok(content);
  if (qualification.validTo < qualification.validFrom) return refuse('qualification-period-invalid', { pointer: '/qualification/validTo' });
  return active && qualification.validTo < today ? refuse('qualification-expired', { pointer: '/qualification/validTo' }) : ok(content);
};
