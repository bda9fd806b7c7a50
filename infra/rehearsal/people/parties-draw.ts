import { handInBeacon, sendCommitment, sendReceipt, sendReveal } from '../../../shared/api/batches.ts';
import { addSeconds, atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { signCommitment, signReceipt, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { Action } from '../action.ts';
import { bytes32, chance } from '../chance.ts';
import type { PlannedInspection } from '../city/plan.ts';
import { RECORDED_AT, RECORDED_ROUND } from '../city/recorded-round.ts';
import type { Scene } from '../scene.ts';
import { befalls } from '../story.ts';
import type { DrawView } from '../truth.ts';
import { plannedOf } from './planned-of.ts';
import { partiesTo, type Party } from './signers.ts';

type Attempt = NonNullable<DrawView['attempt']>;

const MINUTE_S = 60;
const COMMIT_AFTER = [20, 60, 100] as const;
const REVEAL_AFTER = [150, 190, 230] as const;
const RECEIPT_AFTER = [15, 30, 45] as const;

/** The order in which the parties come to a ceremony: by chance, so that nobody is always last. */
export const inTurn = (parties: readonly Party[], ...of: readonly (string | number)[]): readonly Party[] =>
  [...parties].sort((a, b) => chance(...of, a.signer.id) - chance(...of, b.signer.id));

/** `minutes` after `begins`, or after nine if that was in the night. */
export const inTheDay = (begins: Instant, minutes: number): Instant => {
  const opening = atTime(dateOf(begins), '09:00');
  return addSeconds(begins < opening ? opening : begins, minutes * MINUTE_S);
};

/** The parties commit, each at an hour of its own (GY-12, BY-1). */
export const partiesCommit = async (scene: Scene, batchId: string): Promise<readonly Action[]> => {
  const { planned, attempt } = await current(scene, batchId);
  if (attempt?.stage !== 'committing') return [];
  return awaited(scene, planned, attempt).map(({ party, turn }) => ({
    at: inTheDay(attempt.manifestAt, COMMIT_AFTER[turn] ?? 0),
    key: `${batchId}/${attempt.drawNo}/commit/${party.signer.id}`,
    subject: `draw/${batchId}`,
    run: () => commit(scene, batchId, attempt, party),
  }));
};

/** The parties reveal; in one draw of the year the notary does not, and the attempt becomes void (BY-2). */
export const partiesReveal = async (scene: Scene, batchId: string): Promise<readonly Action[]> => {
  const { planned, attempt } = await current(scene, batchId);
  if (attempt?.stage !== 'revealing') return [];
  const isAbsent = ({ role }: Party): boolean => role === 'witness' && attempt.drawNo === 1 && befalls('notRevealed', planned);
  return awaited(scene, planned, attempt).filter(({ party }) => !isAbsent(party)).map(({ party, turn }) => ({
    at: inTheDay(attempt.manifestAt, REVEAL_AFTER[turn] ?? 0),
    key: `${batchId}/${attempt.drawNo}/reveal/${party.signer.id}`,
    subject: `draw/${batchId}`,
    run: async () => {
      const message = signReveal(nodeCrypto, attempt.M1 ?? '', party.signer, secretOf(scene, batchId, attempt, party));
      await scene.desk.ask(party.user, sendReveal, { params: { batchId }, body: message, idempotencyKey: `${batchId}/${attempt.drawNo}/reveal/${party.signer.id}` });
    },
  }));
};

/** Where there is a beacon, each who revealed signs for all reveals before its round exists (BY-1). */
export const partiesSignFor = async (scene: Scene, batchId: string, since: Instant): Promise<readonly Action[]> => {
  const { planned, attempt } = await current(scene, batchId);
  if (attempt?.stage !== 'receipting') return [];
  return awaited(scene, planned, attempt).map(({ party, turn }) => {
    const key = `${batchId}/${attempt.drawNo}/receipt/${party.signer.id}`;
    return {
      at: inTheDay(since, RECEIPT_AFTER[turn] ?? 0),
      key,
      subject: `draw/${batchId}`,
      run: async () => void (await scene.desk.ask(party.user, sendReceipt, { params: { batchId }, body: signReceipt(nodeCrypto, attempt.M2 ?? '', party.signer), idempotencyKey: key })),
    };
  });
};

/** The notary brings the round once it exists: its signature says that it is the one (BY-1). */
export const notaryBringsRound = async (scene: Scene, batchId: string): Promise<readonly Action[]> => {
  const { planned, attempt } = await current(scene, batchId);
  const notary = partiesTo(planned, scene.city.seed).find(({ role }) => role === 'witness');
  if (attempt?.stage !== 'awaiting-beacon' || notary === undefined) return [];
  const key = `${batchId}/${attempt.drawNo}/beacon`;
  return [
    {
      at: addSeconds(RECORDED_AT, 5 * MINUTE_S),
      key,
      subject: `draw/${batchId}`,
      run: async () => void (await scene.desk.ask(notary.user, handInBeacon, { params: { batchId }, body: RECORDED_ROUND, idempotencyKey: key })),
    },
  ];
};

const current = async ({ truth }: Scene, batchId: string): Promise<{ readonly planned: PlannedInspection; readonly attempt: Attempt | undefined }> => {
  const [batch, draw] = await Promise.all([truth.batch(batchId), truth.draw(batchId)]);
  return { planned: plannedOf(batch), attempt: draw.attempt };
};

const awaited = ({ city: { seed } }: Scene, planned: PlannedInspection, attempt: Attempt): readonly { readonly party: Party; readonly turn: number }[] =>
  inTurn(partiesTo(planned, seed), seed, attempt.stage, planned.id, attempt.drawNo)
    .map((party, turn) => ({ party, turn }))
    .filter(({ party }) => attempt.awaited.includes(party.signer.id));

const secretOf = ({ city: { seed } }: Scene, batchId: string, { drawNo }: Attempt, { signer }: Party): string => bytes32(seed, 'random-value', batchId, drawNo, signer.id);

const commit = async (scene: Scene, batchId: string, attempt: Attempt, party: Party): Promise<void> => {
  const { attempts } = await scene.truth.draw(batchId);
  // [BY-2] Nobody commits to a further attempt without having seen why the one before is void.
  const before = attempts.find(({ drawNo }) => drawNo === attempt.drawNo - 1);
  if (attempt.drawNo > 1 && before?.voiding?.voidHash !== attempt.prev) throw new Error(`${batchId}#${attempt.drawNo} does not follow from a void that is known`);
  const message = signCommitment(nodeCrypto, 'SHA-256', attempt.M0, party.signer, secretOf(scene, batchId, attempt, party));
  await scene.desk.ask(party.user, sendCommitment, { params: { batchId }, body: message, idempotencyKey: `${batchId}/${attempt.drawNo}/commit/${party.signer.id}` });
};
