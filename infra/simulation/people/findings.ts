import { createHash } from 'node:crypto';
import { enterInspection, recordItemResult, uploadEvidence } from '../../../shared/api/inspections.ts';
import { addSeconds, atTime } from '../../../shared/kernel/instant.ts';
import { inspectorUser, operatorOf, type User } from '../../rehearsal/city/people.ts';
import { exactlyOne } from './exactly-one.ts';
import { officerUser, strangersTo, type FormAtHand, type FormIn } from './form-at-hand.ts';
import { pooledUsers } from './pooled.ts';
import type { Action } from './action.ts';

type Inspected = FormAtHand<FormIn<'inspected'>>;

const FINE = { codes: ['01' as const], note: '未发现问题。', followUp: 'none' as const, evidence: [] };
const GONE = { codes: ['10' as const], note: '登记住所无人经营，无法联系。', followUp: 'none' as const };

/** What was found, item by item, each written by the department that owns the item (BY-6). */
export const findingActions = (at: Inspected): readonly Action[] => {
  const { scene, form } = at;
  const open = form.items.filter(({ itemId }) => form.results.every((result) => result.itemId !== itemId));
  return open.map(({ itemId }, place) => {
    const key = `${form.inspectionId}/result/${itemId}`;
    const days = scene.fate.between(0, 2, 'writes', key);
    return { at: addSeconds(atTime(form.visitedOn, '15:00'), days * 86_400 + place * 600), key, run: () => record(at, itemId, key) };
  });
};

const record = async (at: Inspected, itemId: string, key: string): Promise<void> => {
  const { scene, form } = at;
  const { fate, duties } = scene;
  const { inspectionId } = form;
  const department = form.items.find((item) => item.itemId === itemId)?.department ?? '';
  const user = officerUser(form, department);
  const params = { inspectionId, itemId };
  const lead = operatorOf(form.leadDepartment);
  if (fate.befalls('enters-open', lead.sub, inspectionId) && scene.memory.once(`${inspectionId} entered open`)) {
    await duties.tryWrongly('an item has no result (BY-6)', { user: lead, endpoint: enterInspection, input: { params: { inspectionId }, idempotencyKey: `${inspectionId}/enter-open` } });
  }
  if (fate.befalls('two-findings', user.sub, key)) {
    const colleague = officerUser(form, department, 1);
    await exactlyOne(scene, `${key} was written twice, over each other (BY-6)`, [
      { user, endpoint: recordItemResult, input: { params, body: FINE, idempotencyKey: key } },
      { user: colleague, endpoint: recordItemResult, input: { params, body: { ...FINE, codes: ['02'], note: '标识不规范，已改正。', followUp: 'order-to-correct' }, idempotencyKey: key } },
    ]);
    return;
  }
  const isGone = fate.befalls('unreachable', 'an enterprise', inspectionId);
  const body = isGone ? { ...GONE, evidence: [await photograph(at, user, key)] } : FINE;
  const [stranger] = strangersTo(scene, form);
  const other = form.tasks.find((task) => task.department !== department);
  const answer = await duties.perform({
    user, endpoint: recordItemResult, key, input: { params, body },
    outsiders: [...(stranger === undefined ? [] : [inspectorUser(stranger)]), ...(other === undefined ? [] : [officerUser(form, other.department)]), ...pooledUsers(form).slice(0, 1)],
    wrong: [
      { name: 'no problem, and one all the same (BY-6)', input: { params, body: { ...FINE, codes: ['01', '02'] } } },
      { name: 'without a word (BY-6)', input: { params, body: { ...FINE, note: '' } } },
      { name: 'unreachable without evidence (BY-6)', input: { params, body: { ...GONE, evidence: [] } } },
      { name: 'pending without a follow-up (GY-18)', input: { params, body: { ...FINE, codes: ['09'], note: '待后续处理' } } },
      { name: 'evidence that was never uploaded (BY-6)', input: { params, body: { ...FINE, evidence: [{ sha256: 'cd'.repeat(32), name: '照片', contentType: 'image/png' }] } } },
      { name: 'an item that is not on the form (GY-14)', input: { params: { inspectionId, itemId: 'no-such-item' }, body: FINE } },
    ],
  });
  if (!answer.ok) return;
  const { version } = answer.value;
  if (fate.befalls('corrects-result', user.sub, key)) {
    await duties.perform({
      user, endpoint: recordItemResult, key: `${key}/corrected`, version,
      input: { params, body: { ...body, note: `${body.note}（更正）` }, ifMatch: version },
      wrong: [{ name: 'written over without naming the version (BY-6)', input: { params, body: { ...body, note: '覆盖' } } }],
    });
  }
};

/** A photograph of the closed door, put where the API says; other bytes than announced are not taken. */
export const photograph = async ({ scene: { hand, object }, form }: FormAtHand, user: User, key: string) => {
  const bytes = Buffer.from(`现场照片 ${key}`);
  const piece = { sha256: createHash('sha256').update(bytes).digest('hex'), name: '照片.txt', contentType: 'text/plain' };
  const offered = await hand.send({ user, endpoint: uploadEvidence, input: { params: { inspectionId: form.inspectionId }, body: piece } });
  if (!offered.ok) throw new Error(`no address for the evidence of ${form.inspectionId}: ${offered.problem.code}`);
  if ((await hand.upload(offered.value, Buffer.from('another photograph'))) === 200) object('evidence-is-what-was-announced', `other bytes were taken for ${key}`);
  for (let tries = 0; (await hand.upload(offered.value, bytes)) !== 200; tries++) {
    if (tries === 5) throw new Error(`the evidence of ${form.inspectionId} was not taken`);
  }
  return piece;
};
