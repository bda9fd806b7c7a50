import { approveVoid, signVoid as signVoidRecord } from '../../../shared/api/batches.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { UnsignedVoidRecord } from '../../../shared/lottery/types.ts';
import { bytes32 } from '../../rehearsal/chance.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { inTurn } from './draw-parties.ts';
import { partiesTo } from './parties.ts';
import type { Action } from './action.ts';
import type { Scene } from './scene.ts';
import type { Wait } from './wait.ts';
import { comes, inTheDay, weekdayAfter } from './when.ts';

const SIGN_AFTER = [20, 40, 60] as const;

/** The conference office approves the void with its reason (BY-2); before that nobody can sign anything. */
export const conferenceApprovesVoid = async (scene: Scene, batchId: string, wait: Wait): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([scene.truth.batch(batchId), scene.truth.draw(batchId)]);
  if (attempt?.voiding === undefined || attempt.voiding.approved) return [];
  const key = `${batchId}/${attempt.drawNo}/void-approval`;
  const { conference } = OFFICES;
  const at = comes(scene, conference, key, weekdayAfter(wait.since, 1, '09:30'), wait);
  const params = { batchId };
  const run = async (): Promise<void> => {
    await scene.duties.perform({
      user: conference, endpoint: approveVoid, key,
      input: { params, body: { reason: '按公布的规则作废，重新摇号。' } },
      outsiders: [operatorOf(batch.entry.leadDepartment), OFFICES.notary],
      wrong: [{ name: 'a void without a reason (BY-2)', input: { params, body: { reason: ' ' } } }],
    });
  };
  return at === undefined ? [] : [{ at, key, run }];
};

/** Everybody who did not fail signs the record, having read what is signed; who failed does not. */
export const partiesSignVoid = async (scene: Scene, batchId: string, wait: Wait): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([scene.truth.batch(batchId), scene.truth.draw(batchId)]);
  const { record: text, digest, missing = [], failed = [] } = attempt?.voiding ?? {};
  if (attempt === undefined || text === undefined) return [];
  if (nodeCrypto.hasher('SHA-256').hex(utf8(text)) !== digest) scene.object('void-says-what-is-signed', `the void record of ${batchId}#${attempt.drawNo} is not what its digest says`);
  const record = JSON.parse(text) as UnsignedVoidRecord;
  const parties = inTurn(scene, partiesTo(batch.entry.leadDepartment), 'void', batchId, attempt.drawNo);
  return parties.flatMap((party, turn) => {
    if (!missing.includes(party.signer.id)) return [];
    const key = `${batchId}/${attempt.drawNo}/void-signature/${party.signer.id}`;
    const at = comes(scene, party.user, key, inTheDay(wait.since, SIGN_AFTER[turn] ?? 0), wait);
    const sign = (who: typeof party.signer) => signVoid(nodeCrypto, 'SHA-256', record, who);
    const params = { batchId };
    const failing = parties.find(({ signer }) => failed.some(({ id }) => id === signer.id));
    const run = async (): Promise<void> => {
      await scene.duties.perform({
        user: party.user, endpoint: signVoidRecord, key,
        input: { params, body: sign(party.signer) },
        wrong: [
          { name: 'a signature by another key (BY-2)', input: { params, body: sign({ ...party.signer, privateKey: bytes32('another key') }) } },
          ...(failing === undefined ? [] : [{ name: 'who failed signs (BY-2)', user: failing.user, input: { params, body: sign(failing.signer) } }]),
        ],
      });
    };
    return at === undefined ? [] : [{ at, key, run }];
  });
};
