import { approveVoid, signVoid as signVoidRecord } from '../../../shared/api/batches.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { signVoid } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import type { UnsignedVoidRecord } from '../../../shared/lottery/types.ts';
import type { Action } from '../action.ts';
import { OFFICES } from '../city/people.ts';
import type { Scene } from '../scene.ts';
import { weekdaysAfter } from '../weekdays.ts';
import { inTheDay, inTurn } from './parties-draw.ts';
import { plannedOf } from './planned-of.ts';
import { partiesTo } from './signers.ts';

const SIGN_AFTER = [20, 40, 60] as const;

/** The conference office approves the void with its reason on the morning after (BY-2). */
export const conferenceApprovesVoid = async ({ desk, truth }: Scene, batchId: string, since: Instant): Promise<readonly Action[]> => {
  const { attempt } = await truth.draw(batchId);
  if (attempt?.voiding === undefined || attempt.voiding.approved) return [];
  const { cause, failed } = attempt.voiding;
  const names = failed.map(({ id }) => attempt.participants.find((one) => one.id === id)?.name ?? id).join('、');
  const reason =
    cause === 'shortage'
      ? '执法检查人员不足，无法完成匹配；名录补充后重新摇号，原结果一并公开作废。'
      : `${names}未在公布的时限内${cause === 'reveals' ? '公开随机数' : '提交承诺'}，按公布的规则作废，重新摇号。`;
  const key = `${batchId}/${attempt.drawNo}/void-approval`;
  return [
    {
      at: atTime(weekdaysAfter(dateOf(since), 1), '09:30'),
      key,
      subject: `draw/${batchId}`,
      run: async () => void (await desk.ask(OFFICES.conference, approveVoid, { params: { batchId }, body: { reason }, idempotencyKey: key })),
    },
  ];
};

/** Everybody who did not fail signs the record, having read what is signed. */
export const partiesSignVoid = async ({ desk, truth, city: { seed } }: Scene, batchId: string, since: Instant): Promise<readonly Action[]> => {
  const [batch, { attempt }] = await Promise.all([truth.batch(batchId), truth.draw(batchId)]);
  const { record: text, digest, missing = [] } = attempt?.voiding ?? {};
  if (attempt === undefined || text === undefined) return [];
  if (nodeCrypto.hasher('SHA-256').hex(utf8(text)) !== digest) throw new Error(`the void record of ${batchId}#${attempt.drawNo} is not what its digest says`);
  const record = JSON.parse(text) as UnsignedVoidRecord;
  return inTurn(partiesTo(plannedOf(batch), seed), seed, 'void', batchId, attempt.drawNo)
    .map((party, turn) => ({ party, turn }))
    .filter(({ party }) => missing.includes(party.signer.id))
    .map(({ party, turn }) => {
      const key = `${batchId}/${attempt.drawNo}/void-signature/${party.signer.id}`;
      return {
        at: inTheDay(since, SIGN_AFTER[turn] ?? 0),
        key,
        subject: `draw/${batchId}`,
        run: async () => void (await desk.ask(party.user, signVoidRecord, { params: { batchId }, body: signVoid(nodeCrypto, 'SHA-256', record, party.signer), idempotencyKey: key })),
      };
    });
};
