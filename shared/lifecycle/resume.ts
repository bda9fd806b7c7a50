import type { Attempt } from '../draw/record/attempt.ts';
import { isVoidApproved } from '../draw/record/waits-facts.ts';
import type { Batch } from '../plan/batch.ts';
import type { Year } from '../plan/year.ts';

/** The state at which the plan-year workflow goes on: each state named here can be entered again without doing anything twice. */
export const yearStateOf = (year: Year | undefined): string => {
  switch (year?.stage) {
    case undefined: return 'OpenRecord';
    case 'collecting': return 'AwaitSubmissionsClosed';
    case 'reviewing': return 'AwaitPlanCompiled';
    case 'compiled': return 'AwaitPlanIssued';
    case 'issued':
    // Publishing again changes nothing and goes on to start whatever batch was not started.
    case 'published': return 'PublishPlan';
  }
};

/** The state at which the batch workflow goes on. */
export const batchStateOf = (batch: Batch, attempt: Attempt | undefined): string => {
  switch (batch.stage) {
    case 'scheduled':
    case 'prepared': return 'AwaitEntryDate';
    case 'drawing': return attemptStateOf(attempt);
    case 'drawn': return 'DispatchNotices';
    case 'dispatched': return 'AwaitOrganised';
    case 'organised': return 'AwaitInspected';
    case 'inspected': return 'AwaitResults';
    case 'entered': return batch.scheme.sealed === undefined ? 'PublishResults' : 'AwaitOpening';
    // Publishing again is a repetition; the pushes after it may not all have arrived.
    case 'published': return 'PublishResults';
    case 'archived': return 'Archived';
  }
};

const attemptStateOf = (attempt: Attempt | undefined): string => {
  switch (attempt?.stage) {
    case undefined:
    // Freezing again answers with the attempt that is there, and lays its files where they belong.
    case 'committing': return 'Freeze';
    case 'revealing': return 'AwaitReveals';
    case 'receipting': return 'AwaitReceipts';
    case 'awaiting-beacon': return 'AwaitBeacon';
    case 'revealed': return 'DrawTargets';
    case 'drawn': return 'MatchInspectors';
    case 'short': return 'AwaitShortageResolved';
    case 'matched':
    case 'published': return 'PublishDraw';
    case 'voiding':
      if (!isVoidApproved(attempt)) return 'AwaitVoidApproval';
      return attempt.unsigned === undefined ? 'ComposeVoid' : 'AwaitVoidSignatures';
    // The void is published with its stage, so the next attempt may begin; publishing it again only repeats the projection.
    case 'void': return 'PublishVoid';
  }
};
