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

/** What became of these inspectors' visits: whom they go for, and whose drawing it was that they follow from. */
export interface LentFor {
  readonly forms: readonly Form[];
  /** Of one target, or of one substitute on its form; without it of the whole draw. */
  readonly of?: { readonly targetId: string; readonly officerId?: string };
  readonly at: Instant;
}

/**
 * The messages that tell a body which of its inspectors were drawn for another department's visits, where they were pooled (SM-4); none where nobody was. The same
 * is told once.
 */
export const lentMessages = (lifecycle: Table, batch: Extract<Batch, { scheme: unknown }>, { forms, of, at }: LentFor): Write[] => {
  const { batchId, entry, scheme: { visit } } = batch;
  return [...Map.groupBy(lentOn(forms, of?.officerId), ({ officer }) => officer.from.department)].map(([body, lent]) => {
    const addressee = `department/${body}`;
    const id = sha256(canonicalJson({ addressee, batchId, kind: 'lent', ...of })).slice(0, 16);
    const names = [...new Map(lent.map(({ officer: { officerId, name } }) => [officerId, `${name}（${officerId}）`]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name).join('、');
    const helped = [...new Set(lent.map(({ helped: { departmentName } }) => departmentName))].join('、');
    return project(lifecycle, {
      pk: `INBOX#${addressee}`, sk: `${at}#${id}`, shape: 1, id, addressee, at, kind: 'task', subject: `batch/${batchId}`, wait: 'inspected', due: null, clause: 'SM-4',
      zh: `“${entry.name}”经抽取，统筹调配你单位的执法检查人员 ${names}，参加${helped}于 ${visit.from} 至 ${visit.to} 进行的检查。`,
      en: `For “${entry.name}” these inspectors of yours are drawn, pooled under ${helped}, for visits from ${visit.from} to ${visit.to}: ${names}.`,
    });
  });
};

const lentOn = (forms: readonly Form[], only: string | undefined): readonly Lent[] =>
  forms.flatMap(({ tasks }) => tasks.flatMap((helped) => helped.officers.flatMap((officer) => (officer.from === undefined || (only !== undefined && only !== officer.officerId) ? [] : [{ officer: { ...officer, from: officer.from }, helped }]))));
