import { sendEventCommitment, sendEventReveal } from '../../../shared/api/batches.ts';
import { addSeconds, type Instant } from '../../../shared/kernel/instant.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { operatorOf } from '../../rehearsal/city/people.ts';
import { inTurn } from './draw-parties.ts';
import { partiesTo, type Party } from './parties.ts';
import type { Action, Scene } from './scene.ts';
import type { Batch, DrawView } from './truth.ts';
import { inTheDay } from './when.ts';

type Event = DrawView['events'][number];
type Ceremony = NonNullable<Event['ceremony']>;

const AFTER = { committing: [20, 60, 100], revealing: [150, 190, 230] } as const;
const DAY_S = 86_400;

/** The parties meet again for the substitute alone (BY-3). Who does not come in time comes a day later; with two the others go on. */
export const partiesDrawSubstitute = async (scene: Scene, batch: Batch): Promise<readonly Action[]> => {
  // The phase of these ceremonies follows from the time as well.
  scene.truth.forget([{ pk: `BATCH#${batch.batchId}` }]);
  const { events } = await scene.truth.draw(batch.batchId);
  return events.flatMap((event) => (event.ceremony === undefined || event.ceremony.stage === 'closed' ? [] : stepsOf(scene, batch, event, event.ceremony)));
};

const stepsOf = (scene: Scene, batch: Batch, { seq, line }: Event, ceremony: Ceremony): readonly Action[] => {
  const { batchId, entry } = batch;
  const { stage, awaited } = ceremony;
  if (stage === 'closed') return [];
  return inTurn(scene, partiesTo(entry.leadDepartment), stage, batchId, 'event', seq).flatMap((party, turn) => {
    if (!awaited.includes(party.signer.id)) return [];
    const key = `${batchId}/event-${seq}/${stage}/${party.signer.id}`;
    const isAbsent = scene.fate.befalls(stage === 'committing' ? 'does-not-commit' : 'does-not-reveal', party.user.sub, key);
    const by: Instant = stage === 'committing' ? ceremony.commitBy : ceremony.revealBy;
    const at = isAbsent ? addSeconds(by, DAY_S) : inTheDay(line.at, AFTER[stage][turn] ?? 0);
    return [{ at, key, run: () => send(scene, batch, seq, ceremony, party, key) }];
  });
};

const send = async ({ fate, duties }: Scene, { batchId, entry }: Batch, seq: number, { stage, M0, M1 = '' }: Ceremony, { user, signer, role }: Party, key: string): Promise<void> => {
  const params = { batchId, seq };
  const secret = bytes32(fate.seed, 'random-value', batchId, 'event', seq, signer.id);
  const outsiders = role === 'lead' ? [] : [operatorOf(entry.leadDepartment)];
  if (stage === 'committing') {
    await duties.perform({
      user, endpoint: sendEventCommitment, key, outsiders,
      input: { params, body: signCommitment(nodeCrypto, 'SHA-256', M0, signer, secret) },
      wrong: [{ name: 'signed by somebody else (BY-3)', input: { params, body: signCommitment(nodeCrypto, 'SHA-256', M0, { ...signer, privateKey: bytes32('another key') }, secret) } }],
    });
    return;
  }
  await duties.perform({
    user, endpoint: sendEventReveal, key, outsiders,
    input: { params, body: signReveal(nodeCrypto, M1, signer, secret) },
    wrong: [{ name: 'it does not open the commitment (BY-3)', input: { params, body: signReveal(nodeCrypto, M1, signer, bytes32('another value')) } }],
  });
};
