import {
  changeProposal, discardProposal, draftProposal, forecastProposal, getProposal, listProposals, reviewProposal, submitProposal, withdrawProposal,
} from '../../shared/api/proposals.ts';
import * as change from '../../shared/plan/change-proposal.ts';
import * as draft from '../../shared/plan/draft-proposal.ts';
import * as forecast from '../../shared/plan/forecast-plan.ts';
import * as review from '../../shared/plan/review-proposal.ts';
import * as submit from '../../shared/plan/submit-proposal.ts';
import * as view from '../../shared/plan/view-plan.ts';
import * as withdraw from '../../shared/plan/withdraw-proposal.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listProposals, ({ query }, context) => view.listProposals(context, query)),
  on(draftProposal, ({ body }, context) => draft.draftProposal(context, body)),
  on(getProposal, ({ params }, context) => view.viewProposal(context, params.proposalId)),
  on(forecastProposal, ({ params }, context) => forecast.forecastProposal(context, params.proposalId)),
  on(changeProposal, ({ params, body, ifMatch }, context) => change.changeProposal(context, { ...params, ...body, ifMatch })),
  on(discardProposal, ({ params, ifMatch }, context) => withdraw.discardProposal(context, { ...params, ifMatch })),
  on(submitProposal, ({ params, ifMatch }, context) => submit.submitProposal(context, { ...params, ifMatch })),
  on(withdrawProposal, ({ params, ifMatch }, context) => withdraw.withdrawProposal(context, { ...params, ifMatch })),
  on(reviewProposal, ({ params, body, ifMatch }, context) => review.reviewProposal(context, { ...params, review: body, ifMatch })),
]);
