import {
  approveVoid, declareEventFailure, getBatch, getDraw, handInBeacon, listBatches, listDrawEvents, putScheme, readRow, readWitnessFile, recordAttendance, resolveShortage, sendCommitment, sendEventCommitment, sendEventReveal,
  sendReceipt, sendReveal, signEventFailure, signVoid,
} from '../../shared/api/batches.ts';
import { approveVoid as approve } from '../../shared/draw/ceremony/approve-void.ts';
import { declareEventFailure as declareFailure } from '../../shared/draw/events/declare-event-failure.ts';
import { enterScheme } from '../../shared/draw/freezing/enter-scheme.ts';
import { handInBeacon as handIn } from '../../shared/draw/ceremony/hand-in-beacon.ts';
import { listBatches as batchesOf } from '../../shared/draw/views/list-batches.ts';
import { recordAttendance as recordCame } from '../../shared/draw/ceremony/record-attendance.ts';
import { resolveShortage as resolve } from '../../shared/draw/drawing/resolve-shortage.ts';
import { sendEventCommitment as commitAfterLoss } from '../../shared/draw/events/send-event-commitment.ts';
import { sendCommitment as commit, sendReceipt as signFor, sendReveal as reveal } from '../../shared/draw/ceremony/send-to-ceremony.ts';
import { signEventFailure as signFailure } from '../../shared/draw/events/sign-event-failure.ts';
import { signVoid as sign } from '../../shared/draw/ceremony/sign-void.ts';
import { viewDraw, viewEvents } from '../../shared/draw/views/view-draw.ts';
import { viewRow } from '../../shared/draw/views/view-row.ts';
import { readWitnessFile as witnessFile } from '../../shared/draw/drawing/witness-file.ts';
import { LOSSES_FILE, readLossesFile } from '../../shared/inspection/losses-file.ts';
import { revealAfterLoss } from '../../shared/inspection/reveal-after-loss.ts';
import { permits } from '../../shared/identity/permission.ts';
import { loadBatch } from '../../shared/plan/batch-store.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

const itself = ({ params }: { readonly params: { readonly batchId: string } }): string => `batch/${params.batchId}`;

export const handler = resource([
  on(listBatches, ({ query }, { stores }) => batchesOf(stores, query.year)),
  on(getBatch, ({ params }, { stores }) => loadBatch(stores.lifecycle, params.batchId)),
  on(putScheme, ({ params, body, ifMatch }, context) => enterScheme(context, { ...params, scheme: body, ifMatch }), itself),
  on(getDraw, ({ params }, { stores, act }) => viewDraw(stores, params.batchId, act.now, permits(act.actor, 'draw.sealed.read'))),
  on(sendCommitment, ({ params, body }, context) => commit(context, { ...params, message: body }), itself),
  on(sendReveal, ({ params, body }, context) => reveal(context, { ...params, message: body }), itself),
  on(sendReceipt, ({ params, body }, context) => signFor(context, { ...params, message: body }), itself),
  on(handInBeacon, ({ params, body }, context) => handIn(context, { ...params, round: body }), itself),
  on(recordAttendance, ({ params, body }, context) => recordCame(context, { ...params, ...body })),
  on(resolveShortage, ({ params, body }, context) => resolve(context, { ...params, ...body }), itself),
  on(approveVoid, ({ params, body }, context) => approve(context, { ...params, ...body }), itself),
  on(signVoid, ({ params, body }, context) => sign(context, { ...params, signature: body }), itself),
  on(readWitnessFile, ({ params, query }, { stores, act }) => (params.file === LOSSES_FILE ? readLossesFile(stores, { ...params, ...query }) : witnessFile(stores, { ...params, ...query, now: act.now }))),
  on(readRow, ({ params, query }, { stores }) => viewRow(stores, { ...params, ...query })),
  on(listDrawEvents, ({ params }, { stores, act }) => viewEvents(stores, params.batchId, act.now, permits(act.actor, 'draw.sealed.read'))),
  on(sendEventCommitment, ({ params, body }, context) => commitAfterLoss(context, { ...params, message: body })),
  on(sendEventReveal, ({ params, body }, context) => revealAfterLoss(context, { ...params, message: body })),
  on(declareEventFailure, ({ params }, context) => declareFailure(context, params)),
  on(signEventFailure, ({ params, body }, context) => signFailure(context, { ...params, signature: body })),
]);
