import {
  claimInspection, completeInspection, decideNonDisclosure, enterInspection, getInspection, getVisit, listInspections, organiseInspection, recordItemResult, reportLostOfficer,
  reportLostTarget, requestNonDisclosure, uploadEvidence,
} from '../../shared/api/inspections.ts';
import { claimTask } from '../../shared/inspection/claim-task.ts';
import { completeVisit } from '../../shared/inspection/complete-visit.ts';
import { enterResults } from '../../shared/inspection/enter-results.ts';
import { offerUpload } from '../../shared/inspection/offer-upload.ts';
import { organiseVisit } from '../../shared/inspection/organise-visit.ts';
import { recordResult } from '../../shared/inspection/record-result.ts';
import { reportLoss } from '../../shared/inspection/report-loss.ts';
import { reportLostTarget as loseTarget } from '../../shared/inspection/report-lost-target.ts';
import { askNonDisclosure } from '../../shared/inspection/request-non-disclosure.ts';
import { ruleNonDisclosure } from '../../shared/inspection/rule-non-disclosure.ts';
import { viewVisit } from '../../shared/inspection/shared-visit.ts';
import { viewForm, viewForms } from '../../shared/inspection/view-form.ts';
import { ok } from '../../shared/kernel/result.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

const itsBatch = (_: unknown, { batchId }: { readonly batchId: string }): string => `batch/${batchId}`;

export const handler = resource([
  on(listInspections, async ({ params, query }, { stores, act }) => ok(await viewForms(stores, params.batchId, query, act.actor))),
  on(getInspection, ({ params }, { stores, act }) => viewForm(stores, params.inspectionId, act.actor)),
  on(getVisit, ({ params }, { stores, act }) => viewVisit(stores.lifecycle, params.inspectionId, act.actor)),
  on(claimInspection, ({ params }, context) => claimTask(context, params.inspectionId)),
  on(organiseInspection, ({ params, body }, context) => organiseVisit(context, params.inspectionId, body), itsBatch),
  on(completeInspection, ({ params, body }, context) => completeVisit(context, params.inspectionId, body), itsBatch),
  on(recordItemResult, ({ params, body, ifMatch }, context) => recordResult(context, { ...params, content: body, ifMatch })),
  on(uploadEvidence, ({ params, body }, context) => offerUpload(context, params.inspectionId, body)),
  on(enterInspection, ({ params }, context) => enterResults(context, params.inspectionId), itsBatch),
  on(reportLostOfficer, ({ params, body }, context) => reportLoss(context, params.inspectionId, body)),
  on(reportLostTarget, ({ params, body }, context) => loseTarget(context, params.inspectionId, body), itsBatch),
  on(requestNonDisclosure, ({ params, body }, context) => askNonDisclosure(context, params.inspectionId, body.reason)),
  on(decideNonDisclosure, ({ params, body }, context) => ruleNonDisclosure(context, params.inspectionId, body), itsBatch),
]);
