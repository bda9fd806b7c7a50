import { declareEventFailure, sendEventCommitment, sendEventReveal, signEventFailure } from '../../../shared/api/batches.ts';
import { addSeconds, type Instant } from '../../../shared/kernel/instant.ts';
import { signCommitment, signReveal, signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { FailedCeremony } from '../../../shared/lottery/types.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { inTurn } from './draw-parties.ts';
import { partiesTo, type Party } from './parties.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Batch, DrawView } from './truth.ts';
import { inTheDay, weekdayAfter } from './when.ts';

type Event = DrawView['events'][number];
type Ceremony = NonNullable<Event['ceremony']>;

const AFTER = { committing: [20, 60, 100], revealing: [150, 190, 230] } as const;
const SIGN_AFTER = [20, 40, 60] as const;
/** Ceremonies that may fail in one batch; then everybody comes, or the year would never be over. */
const PATIENCE = 2;

/** The parties meet again for the seats that a loss leaves open (BY-3). Two suffice to begin; who then does not reveal in time makes it fail, on record (BY-2). */
export const partiesDrawSubstitute = async (scene: Scene, batch: Batch): Promise<readonly Action[]> => {
  // The phase of these ceremonies follows from the time as well.
  scene.truth.forget([{ pk: `BATCH#${batch.batchId}` }]);
  const { events } = await scene.truth.draw(batch.batchId);
  const failed = events.filter(({ line }) => line.kind === 'failed').length;
  return events.flatMap((event) => (event.ceremony === undefined ? [] : stepsOf(scene, batch, event, event.ceremony, failed < PATIENCE)));
};

const stepsOf = (scene: Scene, batch: Batch, { seq, line }: Event, ceremony: Ceremony, mayFail: boolean): readonly Action[] => {
  switch (ceremony.stage) {
    case 'committing':
    case 'revealing':
      return messages(scene, batch, seq, line.at, { ...ceremony, stage: ceremony.stage }, mayFail);
    case 'overdue':
      return [declaration(scene, batch, seq, ceremony)];
    case 'failing':
      return signatures(scene, batch, seq, ceremony);
    default:
      return [];
  }
};

type Open = Ceremony & { readonly stage: 'committing' | 'revealing' };

const messages = (scene: Scene, batch: Batch, seq: number, since: Instant, ceremony: Open, mayFail: boolean): readonly Action[] => {
  const { batchId, entry } = batch;
  const { stage, awaited } = ceremony;
  return inTurn(scene, partiesTo(entry.leadDepartment), stage, batchId, 'event', seq).flatMap((party, turn) => {
    if (!awaited.includes(party.signer.id)) return [];
    const key = `${batchId}/event-${seq}/${stage}/${party.signer.id}`;
    if (mayFail && scene.fate.befalls(stage === 'committing' ? 'does-not-commit' : 'does-not-reveal', party.user.sub, key)) {
      // By then the collection is closed and nobody awaits it any more.
      const by: Instant = stage === 'committing' ? ceremony.commitBy : ceremony.revealBy;
      if (scene.memory.once(key)) scene.memory.intend({ at: addSeconds(by, 1), key: `${key}/late`, run: () => tooLate(scene, batch, seq, ceremony, party, key) });
      return [];
    }
    return [{ at: inTheDay(since, AFTER[stage][turn] ?? 0), key, run: () => send(scene, batch, seq, ceremony, party, key) }];
  });
};

const secretOf = ({ fate }: Scene, batchId: string, seq: number, { signer }: Party): string => bytes32(fate.seed, 'random-value', batchId, 'event', seq, signer.id);

const tooLate = async (scene: Scene, { batchId }: Batch, seq: number, { stage, M0, M1 = '' }: Open, party: Party, key: string): Promise<void> => {
  // Since so many ceremonies had failed by then, everybody came in time after all.
  if (scene.memory.has(`${key} in time`)) return;
  const { user, signer } = party;
  const secret = secretOf(scene, batchId, seq, party);
  const common = { params: { batchId, seq }, idempotencyKey: `${key}/late` };
  if (stage === 'committing') await scene.duties.tryWrongly('a commitment after its time (BY-3)', { user, endpoint: sendEventCommitment, input: { ...common, body: signCommitment(nodeCrypto, 'SHA-256', M0, signer, secret) } });
  else await scene.duties.tryWrongly('a reveal after its time (BY-3)', { user, endpoint: sendEventReveal, input: { ...common, body: signReveal(nodeCrypto, M1, signer, secret) } });
};

const send = async (scene: Scene, { batchId, entry }: Batch, seq: number, { stage, M0, M1 = '' }: Open, party: Party, key: string): Promise<void> => {
  const { duties } = scene;
  const { user, signer, role } = party;
  scene.memory.keep(`${key} in time`);
  const params = { batchId, seq };
  const secret = secretOf(scene, batchId, seq, party);
  const outsiders = role === 'lead' ? [] : [operatorOf(entry.leadDepartment)];
  if (stage === 'committing') {
    await duties.perform({
      user, endpoint: sendEventCommitment, key, outsiders,
      input: { params, body: signCommitment(nodeCrypto, 'SHA-256', M0, signer, secret) },
      wrong: [
        { name: 'signed by somebody else (BY-3)', input: { params, body: signCommitment(nodeCrypto, 'SHA-256', M0, { ...signer, privateKey: bytes32('another key') }, secret) } },
      ],
    });
    return;
  }
  if (scene.fate.befalls('wrong', OFFICES.conference.sub, `${key} declared early`) && scene.memory.once(`${key} declared early`)) {
    await duties.tryWrongly('a ceremony declared failed before its time (BY-3)', { user: OFFICES.conference, endpoint: declareEventFailure, input: { params, idempotencyKey: `${key}/early` } });
  }
  await duties.perform({
    user, endpoint: sendEventReveal, key, outsiders,
    input: { params, body: signReveal(nodeCrypto, M1, signer, secret) },
    wrong: [{ name: 'it does not open the commitment (BY-3)', input: { params, body: signReveal(nodeCrypto, M1, signer, bytes32('another value')) } }],
  });
};

/** The conference office declares it failed on the morning after (BY-2): time alone fails nothing. */
const declaration = ({ duties, now }: Scene, { batchId, entry }: Batch, seq: number, { commitBy, revealBy }: Ceremony): Action => {
  const key = `${batchId}/event-${seq}/failure`;
  const since = now() >= revealBy ? revealBy : commitBy;
  const run = async (): Promise<void> => {
    await duties.perform({ user: OFFICES.conference, endpoint: declareEventFailure, key, input: { params: { batchId, seq } }, outsiders: [operatorOf(entry.leadDepartment), OFFICES.notary] });
  };
  return { at: weekdayAfter(since, 1, '09:30'), key, run };
};

/** Everybody who did not fail signs the line that says who did. */
const signatures = (scene: Scene, { batchId, entry }: Batch, seq: number, { awaited, failed = [], failure }: Ceremony): readonly Action[] => {
  if (failure === undefined) return [];
  const line = JSON.parse(failure.record) as Omit<FailedCeremony, 'sigs'>;
  const parties = inTurn(scene, partiesTo(entry.leadDepartment), 'failed', batchId, seq);
  const failing = parties.find(({ signer }) => failed.some(({ id }) => id === signer.id));
  return parties.flatMap(({ user, signer }, turn) => {
    if (!awaited.includes(signer.id)) return [];
    const key = `${batchId}/event-${seq}/failure/${line.seq}/${signer.id}`;
    const params = { batchId, seq };
    const sign = (who: typeof signer) => ({ ...signVoid(nodeCrypto, 'SHA-256', line, who), id: who.id });
    const run = async (): Promise<void> => {
      await scene.duties.perform({
        user, endpoint: signEventFailure, key,
        input: { params, body: sign(signer) },
        wrong: [
          { name: 'a signature by another key (BY-2)', input: { params, body: sign({ ...signer, privateKey: bytes32('another key') }) } },
          ...(failing === undefined ? [] : [{ name: 'who failed signs (BY-2)', user: failing.user, input: { params, body: sign(failing.signer) } }]),
        ],
      });
    };
    return [{ at: inTheDay(line.at, SIGN_AFTER[turn] ?? 0), key, run }];
  });
};
