import { resolveShortage } from '../../../shared/api/batches.ts';
import { createInspectors } from '../../../shared/api/inspectors.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import type { Action } from '../action.ts';
import { reinforcements } from '../city/inspectors.ts';
import { OFFICES, operatorOf } from '../city/people.ts';
import type { Scene } from '../scene.ts';
import { weekdaysAfter } from '../weekdays.ts';

/** The department that lacks inspectors takes over certified officers; then the conference sends the attempt to its void, to draw again (BY-4). */
export const strengthenDirectory = async ({ desk, truth, city: { seed } }: Scene, batchId: string, since: Instant): Promise<readonly Action[]> => {
  const { attempt } = await truth.draw(batchId);
  if (attempt?.stage !== 'short') return [];
  const subject = `batch/${batchId}`;
  const morrow = weekdaysAfter(dateOf(since), 1);
  const rows = reinforcements(seed);
  const shortage = attempt.shortages.find(({ department, specialty }) => !rows.some((row) => row.department === department && row.specialties.includes(specialty ?? '')));
  if (shortage !== undefined) throw new Error(`${batchId}: nobody in the city can help. ${shortage.zh}`);
  const [first] = rows;
  if (first !== undefined && !(await truth.officers(first.department)).has(first.officerId)) {
    const key = `${batchId}/${attempt.drawNo}/reinforcements`;
    return [
      {
        at: atTime(morrow, '09:30'), key, subject: `officers/${first.department}`,
        run: async () => void (await desk.ask(operatorOf(first.department), createInspectors, { body: { rows: [...rows] }, idempotencyKey: key })),
      },
    ];
  }
  const key = `${batchId}/${attempt.drawNo}/shortage`;
  const reason = `${attempt.shortages.map(({ zh }) => zh).join('')}已从区县调入持证人员，名录已补充。`;
  return [
    { at: atTime(morrow, '10:30'), key, subject, run: async () => void (await desk.ask(OFFICES.conference, resolveShortage, { params: { batchId }, body: { reason }, idempotencyKey: key })) },
  ];
};
