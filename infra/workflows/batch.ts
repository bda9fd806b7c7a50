import { Duration } from 'aws-cdk-lib';
import { Chain, Choice, Condition, Pass, Succeed, type IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { Await } from '../constructs/await.ts';
import { handOver } from '../constructs/hand-over.ts';
import type { Lifespan } from '../constructs/lifespan.ts';
import type { Operation } from '../constructs/operation.ts';
import { spread } from '../constructs/spread.ts';
import { task } from '../constructs/task.ts';

/** The functions this workflow runs. */
export interface BatchSteps {
  readonly resume: Operation;
  readonly freeze: Operation;
  readonly freezeBucket: Operation;
  readonly closeCommitments: Operation;
  readonly closeReveals: Operation;
  readonly closeReceipts: Operation;
  readonly drawTargets: Operation;
  readonly drawShard: Operation;
  readonly matchInspectors: Operation;
  readonly composeVoid: Operation;
  readonly publishVoid: Operation;
  readonly publishDraw: Operation;
  readonly dispatchNotices: Operation;
  readonly closeStage: Operation;
  readonly publishResults: Operation;
  readonly pushResults: Operation;
  readonly reconcile: Operation;
  readonly archive: Operation;
  readonly look: Operation;
  readonly registerAwait: Operation;
  readonly handOver: Operation;
}

/**
 * One entry of the plan, from its date to its archive (广元 四). Input `{batchId}`. Named after the batch: `batch-2026-003`.
 * `channels` are those of the profile: every result is pushed to each.
 */
export const batch = (scope: Construct, steps: BatchSteps, channels: readonly string[], lifespan: Lifespan): IChainable => {
  const input = { batchId: '{% $batchId %}' };
  const run = (name: string, operation: Operation, more: Record<string, string> = {}) => task(scope, name, { operation, input: { ...input, ...more } });
  const subject = "{% 'batch/' & $batchId %}";
  const succession = handOver(scope, steps.handOver, subject, lifespan);
  const waiting = (name: string, wait: string) =>
    new Await(scope, name, { look: steps.look, registerAwait: steps.registerAwait, subject, wait, handOver: succession });

  // Before the draw
  const entryDate = waiting('AwaitEntryDate', 'entry-date');
  const scheme = waiting('AwaitScheme', 'scheme');
  const freeze = run('Freeze', steps.freeze);
  const ITEM = '{% $states.context.Map.Item.Value %}';
  const plan = { plan: '{% $states.input.plan %}' };
  const freezeBuckets = spread(scope, 'FreezeBuckets', { operation: steps.freezeBucket, each: 'FreezeBucket', items: '{% [0..255] %}', input: { ...input, ...plan, bucket: ITEM }, outputs: plan });
  const mergeBuckets = run('MergeBuckets', steps.freeze, plan);

  // The ceremony
  const commitments = waiting('AwaitCommitments', 'commitments');
  const closeCommitments = run('CloseCommitments', steps.closeCommitments);
  const reveals = waiting('AwaitReveals', 'reveals');
  const closeReveals = run('CloseReveals', steps.closeReveals);
  // Only where the scheme chose a beacon: what was revealed is signed for before its round exists, and the seed waits for the round.
  const receipts = waiting('AwaitReceipts', 'receipts');
  const closeReceipts = run('CloseReceipts', steps.closeReceipts);
  const beacon = waiting('AwaitBeacon', 'beacon');

  // The draw
  const drawTargets = run('DrawTargets', steps.drawTargets);
  const drawShards = spread(scope, 'DrawShards', { operation: steps.drawShard, each: 'DrawShard', items: '{% [0..$states.input.shards - 1] %}', input: { ...input, shard: ITEM }, outputs: {} });
  const mergeShards = run('MergeShards', steps.drawTargets, { gathered: '{% true %}' });
  const matchInspectors = run('MatchInspectors', steps.matchInspectors);
  const publishDraw = run('PublishDraw', steps.publishDraw);

  // A void attempt, published with its reason; then the next one
  const shortage = waiting('AwaitShortageResolved', 'shortage');
  const voidApproval = waiting('AwaitVoidApproval', 'void-approval');
  const composeVoid = run('ComposeVoid', steps.composeVoid);
  const voidSignatures = waiting('AwaitVoidSignatures', 'void-signatures');
  const publishVoid = run('PublishVoid', steps.publishVoid);

  // The inspections
  const dispatchNotices = run('DispatchNotices', steps.dispatchNotices);
  const organised = waiting('AwaitOrganised', 'organised');
  const closeOrganised = run('CloseOrganised', steps.closeStage, { stage: 'organised' });
  const inspected = waiting('AwaitInspected', 'inspected');
  const closeInspected = run('CloseInspected', steps.closeStage, { stage: 'inspected' });
  const results = waiting('AwaitResults', 'results');
  const closeEntered = run('CloseEntered', steps.closeStage, { stage: 'entered' });
  // Somebody asked for it between the look and the closing: the head decides first (GY-22).
  closeEntered.addCatch(results, { errors: ['non-disclosure-undecided'] });

  // Of unannounced visits: results name the visited, so they wait for the day on which the draw is opened (NR-9).
  const opening = waiting('AwaitOpening', 'opening');

  // One publicity
  const publishResults = run('PublishResults', steps.publishResults);
  const pushes = channels.map((channel) => {
    const push = run(`Push ${channel}`, steps.pushResults, { channel, retry: '{% $states.context.State.RetryCount %}' });
    push.addRetry({ errors: ['channel-unavailable'], interval: Duration.minutes(30), backoffRate: 2, maxDelay: Duration.hours(12), maxAttempts: 20 });
    return push;
  });
  const reconcile = run('Reconcile', steps.reconcile);
  const archive = run('Archive', steps.archive);
  const archived = Succeed.jsonata(scope, 'Archived');

  entryDate.next(scheme).next(freeze);
  freeze.next(Choice.jsonata(scope, 'FrozenAtOnce?').when(outcome('by-bucket'), freezeBuckets).otherwise(commitments));
  freezeBuckets.next(mergeBuckets).next(commitments).next(closeCommitments);
  closeCommitments.next(Choice.jsonata(scope, 'AllCommitted?').when(outcome('void'), voidApproval).otherwise(reveals));
  reveals.next(closeReveals);
  closeReveals.next(Choice.jsonata(scope, 'AllRevealed?').when(outcome('void'), voidApproval).when(outcome('receipts'), receipts).otherwise(drawTargets));
  receipts.next(closeReceipts);
  closeReceipts.next(Choice.jsonata(scope, 'AllSignedFor?').when(outcome('void'), voidApproval).otherwise(beacon));
  beacon.next(drawTargets);
  drawTargets.next(Choice.jsonata(scope, 'DrawnAtOnce?').when(outcome('by-shard'), drawShards).otherwise(matchInspectors));
  drawShards.next(mergeShards).next(matchInspectors);
  matchInspectors.next(Choice.jsonata(scope, 'EnoughInspectors?').when(outcome('short'), shortage).otherwise(publishDraw));
  shortage.next(voidApproval).next(composeVoid).next(voidSignatures).next(publishVoid).next(freeze);
  publishDraw.next(dispatchNotices).next(organised).next(closeOrganised).next(inspected).next(closeInspected).next(results).next(closeEntered);
  closeEntered.next(Choice.jsonata(scope, 'StillSealed?').when(outcome('sealed'), opening).otherwise(publishResults));
  opening.next(publishResults);
  pushes.reduce((chain, push) => chain.next(push), Chain.start(publishResults)).next(reconcile).next(archive).next(archived);

  const resume = run('Resume', steps.resume);
  const places = {
    AwaitScheme: scheme, Freeze: freeze, AwaitCommitments: commitments, CloseCommitments: closeCommitments, AwaitReveals: reveals, CloseReveals: closeReveals, AwaitReceipts: receipts, AwaitBeacon: beacon,
    DrawTargets: drawTargets, MatchInspectors: matchInspectors, AwaitShortageResolved: shortage, AwaitVoidApproval: voidApproval, ComposeVoid: composeVoid,
    AwaitVoidSignatures: voidSignatures, PublishVoid: publishVoid, PublishDraw: publishDraw, DispatchNotices: dispatchNotices, AwaitOrganised: organised,
    AwaitInspected: inspected, AwaitResults: results, AwaitOpening: opening, PublishResults: publishResults, Reconcile: reconcile, Archive: archive, Archived: archived,
  };
  const whereTheRecordStands = Choice.jsonata(scope, 'WhereTheRecordStands');
  for (const [state, place] of Object.entries(places)) whereTheRecordStands.when(Condition.jsonata(`{% $states.input.state = '${state}' %}`), place);
  return Pass.jsonata(scope, 'Begin', { assign: { batchId: '{% $states.input.batchId %}', events: 3 } })
    .next(resume)
    .next(whereTheRecordStands.otherwise(entryDate));
};

const outcome = (name: string): Condition => Condition.jsonata(`{% $states.input.outcome = '${name}' %}`);
