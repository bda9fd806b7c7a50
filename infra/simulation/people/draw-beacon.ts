import { handInBeacon, sendReceipt } from '../../../shared/api/batches.ts';
import { addSeconds } from '../../../shared/kernel/instant.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { signReceipt } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { RECORDED_AT, RECORDED_ROUND } from '../../rehearsal/city/recorded-round.ts';
import { OFFICES, headOf } from '../../rehearsal/city/people.ts';
import { inTurn } from './draw-parties.ts';
import { partiesTo } from './parties.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';
import { inTheDay } from './when.ts';

const SIGN_AFTER = [15, 30, 45] as const;
const BRING_AFTER_S = 300;

/** Each who revealed signs for all reveals before the round exists (BY-1). */
export const partiesSignFor = async (scene: Scene, batchId: string, { since }: Wait): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([scene.truth.batch(batchId), scene.truth.draw(batchId)]);
  if (attempt?.stage !== 'receipting') return [];
  const params = { batchId };
  const sign = (who: Parameters<typeof signReceipt>[2], M2 = attempt.M2 ?? '') => signReceipt(nodeCrypto, M2, who);
  return inTurn(scene, partiesTo(batch.entry.leadDepartment), 'receipting', batchId, attempt.drawNo).flatMap(({ user, signer }, turn) => {
    if (!attempt.awaited.includes(signer.id)) return [];
    const key = `${batchId}/${attempt.drawNo}/receipt/${signer.id}`;
    const run = async (): Promise<void> => {
      await scene.duties.perform({
        user, endpoint: sendReceipt, key, input: { params, body: sign(signer) },
        wrong: [
          { name: 'signed by somebody else (BY-1)', input: { params, body: sign({ id: signer.id, privateKey: bytes32('another key') }) } },
          { name: 'for other reveals (BY-1)', input: { params, body: sign(signer, nodeCrypto.hasher('SHA-256').hex(utf8(batchId))) } },
        ],
      });
    };
    return [{ at: inTheDay(since, SIGN_AFTER[turn] ?? 0), key, run }];
  });
};

/** The notary brings the round once it exists (BY-1). */
export const notaryBringsRound = async (scene: Scene, batchId: string): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([scene.truth.batch(batchId), scene.truth.draw(batchId)]);
  if (attempt?.stage !== 'awaiting-beacon') return [];
  const key = `${batchId}/${attempt.drawNo}/beacon`;
  const params = { batchId };
  const { round, signature } = RECORDED_ROUND;
  const run = async (): Promise<void> => {
    await scene.duties.perform({
      user: OFFICES.notary, endpoint: handInBeacon, key, input: { params, body: RECORDED_ROUND },
      outsiders: [headOf(batch.entry.leadDepartment)],
      wrong: [
        { name: 'a round that nobody asked for (BY-1)', input: { params, body: { ...RECORDED_ROUND, round: round + 1 } } },
        { name: 'not signed by the network (BY-1)', input: { params, body: { ...RECORDED_ROUND, signature: `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}` } } },
      ],
    });
  };
  return [{ at: addSeconds(RECORDED_AT, BRING_AFTER_S), key, run }];
};
