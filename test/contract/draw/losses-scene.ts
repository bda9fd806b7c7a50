import { createHash } from 'node:crypto';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { declareEventFailure } from '../../../shared/draw/events/declare-event-failure.ts';
import { sendEventCommitment } from '../../../shared/draw/events/send-event-commitment.ts';
import { signEventFailure } from '../../../shared/draw/events/sign-event-failure.ts';
import type { CeremonyView } from '../../../shared/draw/record/draw-view.ts';
import { viewDraw } from '../../../shared/draw/views/view-draw.ts';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import { formsOf, loadForm } from '../../../shared/inspection/form-store.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { offerUpload } from '../../../shared/inspection/offer-upload.ts';
import { reportLostTarget, type TargetLoss } from '../../../shared/inspection/report-lost-target.ts';
import { revealAfterLoss } from '../../../shared/inspection/reveal-after-loss.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { DrawEvent, FailedCeremony } from '../../../shared/lottery/types.ts';
import type { Scheme } from '../../../shared/plan/scheme.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { departments } from '../../../shared/registry/department-store.ts';
import { items } from '../../../shared/registry/item-store.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { person } from '../../support/people.ts';
import { anItem } from '../../support/registry-samples.ts';
import {
  anEntry, aScheme, AT, by, byStep, commitmentOf, conference, drawAll, frameNo, freeze, LEAD, layDirectories, layPrepared, must, operator, OTHER, PARTICIPANTS, revealOf, senderOf, setKey, signerOf,
} from './scene.ts';

/** What the object store of a test takes for now; signed addresses hold for a quarter of an hour. */
const STORE_CLOCK = '2026-03-01T09:00:00+08:00';

export const head = person('head', LEAD);

/** A batch that is drawn, published and dispatched, with forms of real items. */
export const layDispatched = async (stores: Stores, batchId: string, scheme: Partial<Scheme> = {}, targets = 60): Promise<readonly Form[]> => {
  await layDirectories(stores, targets);
  const version = { firstEntry: 'f'.repeat(64), version: 1 };
  await must(
    stores.transact([
      departments.create(stores.registry, { code: LEAD, name: '市市场监督管理局', kind: 'enforcing', version: 1 }),
      departments.create(stores.registry, { code: OTHER, name: '市消防救援支队', kind: 'enforcing', version: 1 }),
      items.create(stores.registry, { ...anItem('food-sale', LEAD), ...version }),
      items.create(stores.registry, { ...anItem('fire-exits', OTHER), ...version }),
    ]),
  );
  await setKey(stores);
  await layPrepared(stores, batchId, anEntry({ targets: frameNo(1) }), aScheme(scheme));
  await must(freeze(stores, batchId));
  await drawAll(stores, batchId);
  await must(publishDraw({ stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, batchId));
  await must(dispatchNotices({ stores, profile: guangyuan, act: byStep('dispatch-notices', AT.draw) }, batchId));
  return formsOf(stores.lifecycle, batchId);
};

/** A piece of evidence, uploaded by the lead department's operator unless said otherwise. */
export const upload = async (stores: Stores, { inspectionId }: Pick<Form, 'inspectionId'>, words: string, who = operator) => {
  const bytes = Buffer.from(words);
  const piece = { sha256: createHash('sha256').update(bytes).digest('hex'), name: '照片.txt', contentType: 'text/plain' };
  const offered = (await must(offerUpload({ stores, profile: guangyuan, act: by(who, STORE_CLOCK) }, inspectionId, piece))).value;
  const done = await fetch(offered.url, { method: 'PUT', headers: offered.headers, body: bytes });
  if (!done.ok) throw new Error(`not uploaded: ${done.status}`);
  return piece;
};

/** The head of the lead department records a target as lost. */
export const loseTarget = (stores: Stores, { inspectionId }: Pick<Form, 'inspectionId'>, now: string, loss: Partial<TargetLoss> = {}, who = head) =>
  reportLostTarget({ stores, profile: guangyuan, act: by(who, now) }, inspectionId, { code: '05', ground: '登记机关已核准注销', evidence: [], ...loss });

export const loseWithEvidence = async (stores: Stores, form: Pick<Form, 'inspectionId'>, now: string, loss: Partial<TargetLoss> = {}) =>
  must(loseTarget(stores, form, now, { evidence: [await upload(stores, form, `证明 ${form.inspectionId}`)], ...loss }));

/** The lines of the draw's events, as recorded. */
export const linesOf = async (stores: Stores, batchId: string, now: string): Promise<readonly DrawEvent[]> => (await must(viewDraw(stores, batchId, instant(now)))).value.events.map(({ line }) => line);

export const ceremonyOf = async (stores: Stores, batchId: string, seq: number, now: string): Promise<CeremonyView> => {
  const view = (await must(viewDraw(stores, batchId, instant(now)))).value.events.find((event) => event.seq === seq)?.ceremony;
  if (view === undefined) throw new Error(`event ${seq} has no ceremony`);
  return view;
};

export const commitAfterLoss = async (stores: Stores, batchId: string, seq: number, id: string, now: string) =>
  sendEventCommitment({ stores, act: by(senderOf(id), now) }, { batchId, seq, message: commitmentOf((await ceremonyOf(stores, batchId, seq, now)).M0, id) });

export const revealFor = async (stores: Stores, batchId: string, seq: number, id: string, now: string) =>
  revealAfterLoss({ stores, profile: guangyuan, act: by(senderOf(id), now) }, { batchId, seq, message: revealOf((await ceremonyOf(stores, batchId, seq, now)).M1 ?? '', id) });

/** The whole ceremony of a loss, by everybody. */
export const holdAfterLoss = async (stores: Stores, batchId: string, seq: number, now: string): Promise<void> => {
  for (const id of PARTICIPANTS) await must(commitAfterLoss(stores, batchId, seq, id, now));
  for (const id of PARTICIPANTS) await must(revealFor(stores, batchId, seq, id, now));
};

export const declareFailure = (stores: Stores, batchId: string, seq: number, now: string) => declareEventFailure({ stores, act: by(conference, now) }, { batchId, seq });

/** A participant's signature under the `failed` line as it is shown now. */
export const signFailure = async (stores: Stores, batchId: string, seq: number, id: string, now: string, signer = signerOf(id)) => {
  const { failure } = await ceremonyOf(stores, batchId, seq, now);
  const line = JSON.parse(failure?.record ?? '{}') as Omit<FailedCeremony, 'sigs'>;
  return signEventFailure({ stores, act: by(senderOf(id), now) }, { batchId, seq, signature: { ...signVoid(nodeCrypto, 'SHA-256', line, signer), id } });
};

export const formNow = async (stores: Stores, inspectionId: string): Promise<Form> => (await must(loadForm(stores.lifecycle, inspectionId))).value;
