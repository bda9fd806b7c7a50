import type * as z from 'zod';
import { attemptView, eventView } from '../draw/record/draw-view.ts';
import { signedMessage } from '../draw/record/fields.ts';
import { evidence, form, itemResult } from '../inspection/form.ts';
import { openWait } from '../lifecycle/await-item.ts';
import { inboxItem } from '../lifecycle/inbox-item.ts';
import { batch } from '../plan/batch.ts';
import { planDraft } from '../plan/draft.ts';
import { planEntry } from '../plan/entry.ts';
import { proposal } from '../plan/proposal.ts';
import { scheme, schemeAsSent } from '../plan/scheme.ts';
import { year } from '../plan/year.ts';
import { receipt } from '../publication/receipt.ts';
import { department } from '../registry/department.ts';
import { inspector } from '../registry/inspector.ts';
import { item } from '../registry/item.ts';
import { recusal } from '../registry/recusal.ts';
import { target } from '../registry/target.ts';
import { workRules } from '../registry/work-rules.ts';
import { problemSchema } from './openapi-problem.ts';

/** Things that several endpoints speak of, by the name the document gives them; all else stands where it is used. */
export const NAMED_SCHEMAS = {
  Department: department,
  Item: item,
  Target: target,
  Inspector: inspector,
  WorkRules: workRules,
  Recusal: recusal,
  Year: year,
  PlanDraft: planDraft,
  PlanEntry: planEntry,
  Proposal: proposal,
  Batch: batch,
  Scheme: scheme,
  SchemeAsSent: schemeAsSent,
  Attempt: attemptView,
  DrawEvent: eventView,
  SignedMessage: signedMessage,
  Form: form,
  ItemResult: itemResult,
  Evidence: evidence,
  Receipt: receipt,
  OpenWait: openWait,
  InboxItem: inboxItem,
  Problem: problemSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;
