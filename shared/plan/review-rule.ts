import type { Person } from '../identity/actor.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { mergeContent } from './merge-content.ts';
import type { Signatory } from './moment.ts';
import type { Proposal, ProposalIn } from './proposal.ts';
import type { Review } from './review.ts';
import { isAmong, signatoryOf } from './signatory.ts';

/** What a review changes: the proposal, and for a merger the one it goes into. */
export interface Reviewed {
  readonly after: ProposalIn<'approved' | 'returned' | 'merged'>;
  readonly host?: { readonly before: ProposalIn<'submitted' | 'approved'>; readonly after: ProposalIn<'submitted' | 'approved'> };
}

/** The conference approves, returns with reasons, or merges a submitted proposal; never one's own (GY-7). `into` is the proposal named in a merger, if it exists. */
export const decideReview = (
  before: Proposal,
  review: Review,
  { person, now, into }: { readonly person: Person; readonly now: Instant; readonly into?: Proposal | undefined },
): Result<Reviewed, Refusal> => {
  if (isAmong(before.authors, person)) return refuse('review-by-author');
  if (before.stage === 'draft' || before.stage === 'withdrawn') return refuse('proposal-stage', { facts: { stage: before.stage } });
  if (before.stage !== 'submitted') return refuse('review-already-decided', { facts: { stage: before.stage } });
  const decided = { ...before, reviewedAt: now, reviewedBy: signatoryOf(person), version: before.version + 1 };
  switch (review.decision) {
    case 'approve':
      return ok({ after: { ...decided, stage: 'approved' } });
    case 'return': {
      const reasons = review.reasons?.trim() ?? '';
      return reasons === '' ? refuse('reasons-required', { pointer: '/reasons' }) : ok({ after: { ...decided, stage: 'returned', reasons } });
    }
    case 'merge': {
      const host = hostOf(before, into, review.into, person);
      return host.ok ? ok({ after: { ...decided, stage: 'merged', into: review.into }, host: host.value }) : host;
    }
  }
};

const hostOf = (guest: ProposalIn<'submitted'>, into: Proposal | undefined, name: string, person: Person): Result<NonNullable<Reviewed['host']>, Refusal> => {
  if (into === undefined || into.proposalId === guest.proposalId || into.year !== guest.year || (into.stage !== 'submitted' && into.stage !== 'approved')) {
    return refuse('merge-target-invalid', { pointer: '/into', facts: { into: name } });
  }
  if (isAmong(into.authors, person)) return refuse('review-by-author');
  const content = mergeContent(into.content, guest.content);
  return ok({
    before: into,
    after: {
      ...into,
      content,
      authors: union(into.authors, guest.authors),
      mergedFrom: [...into.mergedFrom, guest.proposalId, ...guest.mergedFrom],
      version: into.version + 1,
    },
  });
};

const union = (a: readonly Signatory[], b: readonly Signatory[]): Signatory[] => [...a, ...b.filter(({ sub }) => a.every((author) => author.sub !== sub))];
