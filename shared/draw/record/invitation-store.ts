import type { DrawnBatch } from './change-attempt.ts';
import type { Table } from '../../store/table.ts';
import { project, type Write } from '../../store/write.ts';
import type { Attempt } from './attempt.ts';

const addressesOf = (batch: DrawnBatch, { id, role }: Attempt['participants'][number]): readonly string[] => {
  if (role === 'lead') return [`department/${batch.entry.leadDepartment}`];
  return role === 'office' ? ['role/conference'] : [`participant/${id}`, 'role/witness'];
};

/** The letters that invite each participant to an attempt (GY-12), in the form every inbox holds. Sent again, they lie where they lay. */
export const inviteToDraw = (lifecycle: Table, batch: DrawnBatch, attempt: Attempt): Write[] => {
  const { batchId, drawNo, commitBy, manifestAt: at } = attempt;
  const letters = attempt.participants.flatMap((one) => addressesOf(batch, one).map((addressee) => ({ addressee, one })));
  return letters.map(({ addressee, one }) => {
    const id = `batch/${batchId}#commitments#invitation/${drawNo}/${one.id}`;
    return project(lifecycle, {
      pk: `INBOX#${addressee}`,
      sk: `${at}#${id}`,
      shape: 1, id, addressee, at,
      kind: 'task', subject: `batch/${batchId}`, wait: 'commitments', due: commitBy, clause: 'GY-12',
      zh: `邀请${one.name}（${one.id}）参加“${batch.entry.name}”第 ${drawNo} 次抽取：清单已公布，请在 ${commitBy} 前提交承诺。`,
      en: `${one.name} (${one.id}) is invited to attempt ${drawNo} at the draw of “${batch.entry.name}”: its manifest is published, commit before ${commitBy}.`,
    });
  });
};
