import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Form } from './form.ts';
import { sha256 } from './sha256.ts';
import { endOf } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Batch, BatchIn } from '../plan/batch.ts';
import type { Table } from '../store/table.ts';
import { project, type Write } from '../store/write.ts';

/** The messages that tell each department of the visit of its tasks, in the form every inbox holds. Sent again, they lie where they lay. */
export const taskMessages = (lifecycle: Table, batch: BatchIn<'dispatched'>, at: Instant): Write[] => {
  const provisional = batch.organiseCount?.provisional === true;
  const by = provisional ? { zh: `${batch.organiseBy}（暂定）`, en: `${batch.organiseBy} (provisional)` } : { zh: batch.organiseBy, en: batch.organiseBy };
  return batch.scheme.departments.map(({ code }) => {
    const addressee = `department/${code}`;
    const id = sha256(canonicalJson({ addressee, batchId: batch.batchId, kind: 'task' })).slice(0, 16);
    return project(lifecycle, {
      pk: `INBOX#${addressee}`,
      sk: `${at}#${id}`,
      shape: 1,
      id,
      addressee,
      at,
      kind: 'task',
      subject: `batch/${batch.batchId}`,
      wait: 'organised',
      due: endOf(batch.organiseBy),
      ...(provisional ? { provisional } : {}),
      clause: 'GY-15',
      zh: `“${batch.entry.name}”抽中 ${batch.drawnCount} 户，请认领任务；检查须在 ${by.zh} 前组织完毕。`,
      en: `${batch.drawnCount} enterprises are drawn for “${batch.entry.name}”: claim your tasks; the visits must be organised by ${by.en}.`,
    });
  });
};

/** The messages that tell each department of the visit of a target that was called in for a lost one (BY-3). */
export const calledInMessages = (lifecycle: Table, batch: Extract<Batch, { drawnCount: number }>, form: Form, at: Instant): Write[] => {
  const { calledIn, tasks, targetId, enterprise, batchId } = form;
  if (calledIn?.organiseBy === undefined) return [];
  const by = calledIn.organiseBy;
  return tasks.map(({ department }) => {
    const addressee = `department/${department}`;
    const id = sha256(canonicalJson({ addressee, batchId, kind: 'task', targetId })).slice(0, 16);
    return project(lifecycle, {
      pk: `INBOX#${addressee}`, sk: `${at}#${id}`, shape: 1, id, addressee, at, kind: 'task', subject: `batch/${batchId}`, wait: 'organised', due: endOf(by),
      ...(calledIn.organiseCount?.provisional === true ? { provisional: true } : {}),
      clause: 'BY-3',
      zh: `“${batch.entry.name}”有对象无法检查，${enterprise.name}（${targetId}）依次递补，请认领任务；检查须在 ${by} 前组织完毕。`,
      en: `A target of “${batch.entry.name}” cannot be inspected; ${enterprise.name} (${targetId}) takes its place by the next ticket: claim your task; the visit must be organised by ${by}.`,
    });
  });
};
