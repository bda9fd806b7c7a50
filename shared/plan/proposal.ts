import * as z from 'zod';
import { planDraft } from './draft.ts';
import { planContent } from './entry.ts';
import { foreseen } from './forecast.ts';
import { moment, signatory } from './moment.ts';

const base = z.object({
  /** `<year>-<department>-<nn>`. */
  proposalId: z.string(),
  year: z.int(),
  /** Whose it is: the department that drafts it and leads the inspection. */
  department: z.string().length(2),
  /** Everybody who wrote, changed or submitted it. None of them may decide on it (GY-7). */
  authors: z.array(signatory).min(1),
  createdAt: moment,
  /** Proposals that the conference merged into this one. */
  mergedFrom: z.array(z.string()),
  version: z.int(),
});

const draft = base.extend({ stage: z.literal('draft'), content: planDraft });

/**
 * `late`: first submitted after the deadline of GY-6; it stays marked through every later stage. `foreseen`: what was foreseen to be short at
 * submission (BY-4), a warning to the department and to those who review.
 */
const handedIn = base.extend({ content: planContent, firstSubmittedAt: moment, submittedAt: moment, late: z.boolean(), foreseen: foreseen.optional() });
const decided = handedIn.extend({ reviewedAt: moment, reviewedBy: signatory });

const submitted = handedIn.extend({ stage: z.literal('submitted') });
const approved = decided.extend({ stage: z.literal('approved') });
const merged = decided.extend({ stage: z.literal('merged'), into: z.string() });

/** Its content may be changed, and is judged again when it is submitted again. */
const returned = decided.extend({ stage: z.literal('returned'), content: planDraft, reasons: z.string() });
const withdrawn = base.extend({ stage: z.literal('withdrawn'), content: planDraft, withdrawnAt: moment });

/** A department's proposal for the year's joint-inspection plan, one shape per stage (GY-5, GY-7). */
export const proposal = z.discriminatedUnion('stage', [draft, submitted, returned, approved, merged, withdrawn]);

export type Proposal = z.output<typeof proposal>;
export type ProposalStage = Proposal['stage'];
/** A proposal in one stage. */
export type ProposalIn<S extends ProposalStage> = Extract<Proposal, { stage: S }>;

/** From which stages each stage may be reached. */
export const PROPOSAL_PRIOR = {
  draft: ['draft'],
  submitted: ['draft', 'returned', 'submitted'],
  returned: ['submitted', 'returned'],
  approved: ['submitted', 'approved'],
  merged: ['submitted'],
  withdrawn: ['draft', 'submitted', 'returned'],
} as const satisfies Record<ProposalStage, readonly ProposalStage[]>;
