import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Batch } from '../plan/batch.ts';
import type { Table } from '../store/table.ts';
import { project, type Write } from '../store/write.ts';
import type { Form, FormOfficer, FormTask } from './form.ts';
import { sha256 } from './sha256.ts';

/** An officer who comes for another department than their own. */
interface Lent {
  readonly officer: FormOfficer & { readonly from: NonNullable<FormOfficer['from']> };
  readonly helped: Pick<FormTask, 'department' | 'departmentName'>;
}

/**
 * The messages that tell a body which of its inspectors were drawn for another department's visits, where they were pooled (SM-4); none where nobody was. `about` names what
 * was drawn, so that the same is told once.
 */
export const lentMessages = (lifecycle: Table, batch: Extract<Batch, { scheme: unknown }>, about: { readonly forms: readonly Form[]; readonly target?: string; readonly at: Instant }): Write[] => {
  const { batchId, entry, scheme: { visit } } = batch;
  const { target, at } = about;
  return [...Map.groupBy(lentOn(about.forms), ({ officer }) => officer.from.department)].map(([body, lent]) => {
    const addressee = `department/${body}`;
    const id = sha256(canonicalJson({ addressee, batchId, kind: 'lent', ...(target === undefined ? {} : { targetId: target }) })).slice(0, 16);
    const names = [...new Map(lent.map(({ officer: { officerId, name } }) => [officerId, `${name}（${officerId}）`]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name).join('、');
    const helped = [...new Set(lent.map(({ helped: { departmentName } }) => departmentName))].join('、');
    return project(lifecycle, {
      pk: `INBOX#${addressee}`, sk: `${at}#${id}`, shape: 1, id, addressee, at, kind: 'task', subject: `batch/${batchId}`, wait: 'inspected', due: null, clause: 'SM-4',
      zh: `“${entry.name}”经抽取，统筹调配你单位的执法检查人员 ${names}，参加${helped}于 ${visit.from} 至 ${visit.to} 进行的检查。`,
      en: `For “${entry.name}” these inspectors of yours are drawn, pooled under ${helped}, for visits from ${visit.from} to ${visit.to}: ${names}.`,
    });
  });
};

const lentOn = (forms: readonly Form[]): readonly Lent[] =>
  forms.flatMap(({ tasks }) => tasks.flatMap((helped) => helped.officers.flatMap((officer) => (officer.from === undefined ? [] : [{ officer: { ...officer, from: officer.from }, helped }]))));
