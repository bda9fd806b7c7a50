import { listBatches, readWitnessFile } from '../../../shared/api/batches.ts';
import { getCalendarYear, putHolidayNotice } from '../../../shared/api/calendar.ts';
import { getExecution } from '../../../shared/api/executions.ts';
import { getInbox } from '../../../shared/api/inbox.ts';
import { getTargetVisits } from '../../../shared/api/targets.ts';
import { OFFICES } from '../city/people.ts';
import type { Scene } from '../scene.ts';

/** Those who only read come by at the end of the year: an administrator, the conference, the supervisors and the public. Throws if one of them finds a door closed. */
export const lookAround = async (scene: Scene): Promise<void> => {
  const { desk, city: { year } } = scene;
  const { administrator, conference, supervisor } = OFFICES;
  const { events } = await desk.ask(administrator, getExecution, { params: { name: `plan-${year}` } });
  if (events.length === 0) throw new Error(`the execution plan-${year} has no history`);
  await desk.ask(conference, getInbox, { query: {} });
  const { items } = await desk.ask(administrator, listBatches, { query: { year } });
  const [first] = items;
  if (first === undefined) throw new Error(`the year ${year} has no batch`);
  await desk.ask(supervisor, readWitnessFile, { params: { batchId: first.batchId, file: 'seats.json' } });
  await askWhoWasLeftOut(scene, items);
  await loadTheYearsNotice(scene);
  await strollThroughThePortal(scene, first.batchId);
};

// The two batches on one directory: whom the first visited, the second leaves out (NR-5).
const askWhoWasLeftOut = async ({ desk, city: { year } }: Scene, batches: readonly { readonly batchId: string }[]): Promise<void> => {
  const { supervisor } = OFFICES;
  const last = batches.map(({ batchId }) => batchId).sort().at(-1) ?? '';
  const { content = '{}' } = await desk.ask(supervisor, readWitnessFile, { params: { batchId: last, file: 'exclusions.json' } });
  const [out] = (JSON.parse(content) as { readonly excluded?: readonly { readonly id: string }[] }).excluded ?? [];
  if (out === undefined) throw new Error(`nobody was left out of ${last}`);
  const { counted, left } = await desk.ask(supervisor, getTargetVisits, { params: { targetId: out.id }, query: { year } });
  if (counted < 1 || left !== 0) throw new Error(`${out.id} was left out of ${last} with ${counted} visits`);
};

// Word for word what has held all year, so that no day moves by it.
const loadTheYearsNotice = async ({ desk, city: { year } }: Scene): Promise<void> => {
  const { administrator } = OFFICES;
  const { daysOff, makeUpDays } = await desk.ask(administrator, getCalendarYear, { params: { year } });
  const loaded = await desk.ask(administrator, putHolidayNotice, { params: { year }, body: { documentNo: `国办发明电〔${year - 1}〕7号`, daysOff, makeUpDays }, idempotencyKey: `calendar/${year}` });
  if (loaded.source !== 'notice') throw new Error(`the calendar of ${year} is ${loaded.source}, not the notice`);
};

const strollThroughThePortal = async ({ machine: { url }, city: { year } }: Scene, batchId: string): Promise<void> => {
  const expected = { '': 200, [`public/plans/${year}`]: 200, 'public/draws': 200, 'public/results': 200, [`public/results/${batchId}/`]: 200, [`public/draws/${batchId}/9999/manifest.json`]: 404 };
  for (const [page, status] of Object.entries(expected)) {
    const answer = await fetch(`${url}/${page}`);
    await answer.arrayBuffer();
    if (answer.status !== status) throw new Error(`the public finds /${page}: ${answer.status}, not ${status}`);
  }
};
