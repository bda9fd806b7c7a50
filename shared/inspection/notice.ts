import type { Instant } from '../kernel/instant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Batch } from '../plan/batch.ts';
import type { Form, FormAssistant, FormIn } from './form.ts';
import { METHOD_NAMES } from './method.ts';

/** The notice to the enterprise (检查通知书), as programs read it; people read the page made of it. */
export interface Notice {
  readonly taskNo: string;
  readonly issuedAt: Instant;
  readonly plan: { readonly name: string; readonly batchId: string };
  readonly enterprise: { readonly id: string; readonly name: string; readonly address?: string | undefined };
  readonly legalBasis: readonly string[];
  readonly items: readonly { readonly name: string; readonly authority: string; readonly checklist: readonly string[] }[];
  readonly visit: { readonly from: LocalDate; readonly to: LocalDate };
  readonly methods: readonly string[];
  /** `from`: of an inspector pooled under the authority, the body they come from (SM-4). */
  readonly officers: readonly { readonly authority: string; readonly name: string; readonly certificateNo: string; readonly from?: string }[];
  /** Experts drawn to help; they are no officers and decide nothing (NR-2). Absent where the scheme asks for none. */
  readonly assistants?: readonly { readonly name: string; readonly kind: string; readonly field: string; readonly organisation?: string | undefined; readonly qualificationNo?: string | undefined }[];
  readonly documents: readonly string[];
  readonly rights: readonly string[];
  readonly contact: string;
  /** Inspections of other batches made in the same visit (GS-6); absent where the visit is this one's alone. */
  readonly together?: readonly { readonly taskNo: string; readonly authority: string; readonly items: readonly string[] }[];
  /** Where anyone can check that this enterprise was drawn. */
  readonly drawPage: string;
  /** Of an unannounced visit: the officers hand the notice over when they come, and the draw is opened to all on this day (NR-9). */
  readonly unannounced?: { readonly openOn: LocalDate };
}

const DOCUMENTS = ['营业执照及与检查事项有关的许可、备案证件', '与检查事项有关的台账、合同、票据、检验报告等材料', '授权委托书和受托人身份证明（法定代表人不能到场时）'];

const RIGHTS = [
  '执法人员少于两人或者不出示执法证件的，有权拒绝检查（行政处罚法第四十二条、第五十五条）。',
  '认为执法人员与本次检查有利害关系的，有权申请回避（行政处罚法第四十三条）。',
  '有权对检查情况和结果陈述、申辩。',
  '对依据检查结果作出的行政决定不服的，有权依法申请行政复议或者提起行政诉讼。',
];

/** The notice for a form: task no., legal basis, items, dates, methods, officers with certificate numbers (NR-11), documents, rights, contact (NR-1). */
export const noticeFor = (form: FormIn<'drawn'>, batch: Extract<Batch, { scheme: unknown }>, drawNo: number, issuedAt: Instant, together: readonly Form[] = []): Notice => {
  const authority = (code: string): string => form.tasks.find(({ department }) => department === code)?.departmentName ?? code;
  return {
    taskNo: form.taskNo,
    issuedAt,
    plan: { name: batch.entry.name, batchId: form.batchId },
    enterprise: { id: form.targetId, name: form.enterprise.name, address: form.enterprise.address },
    legalBasis: [...new Set(form.items.flatMap(({ basis }) => basis))],
    items: form.items.map(({ name, department, checklist }) => ({ name, authority: authority(department), checklist })),
    visit: batch.scheme.visit,
    methods: batch.entry.methods.map((method) => METHOD_NAMES[method].zh),
    officers: form.tasks.flatMap(({ departmentName, officers }) => officers.map(({ name, certificateNo, from }) => ({ authority: departmentName, name, certificateNo, ...(from === undefined ? {} : { from: from.name }) }))),
    ...(form.assistants === undefined || form.assistants.length === 0 ? {} : { assistants: form.assistants.map(helper) }),
    documents: DOCUMENTS,
    rights: RIGHTS,
    contact: authority(form.leadDepartment),
    ...(together.length === 0 ? {} : { together: together.map(alongside) }),
    drawPage: `/public/draws/${form.batchId}/${drawNo}/`,
    ...(batch.scheme.sealed === undefined ? {} : { unannounced: batch.scheme.sealed }),
  };
};

const KINDS = { expert: '专家', technician: '专业技术人员', 'third-party': '第三方机构人员' } as const satisfies Record<FormAssistant['kind'], string>;

const helper = ({ name, kind, field, organisation, qualificationNo }: FormAssistant): NonNullable<Notice['assistants']>[number] => ({ name, kind: KINDS[kind], field, organisation, qualificationNo });

const alongside = ({ taskNo, leadDepartment, tasks, items }: Form): NonNullable<Notice['together']>[number] => ({
  taskNo,
  authority: tasks.find(({ department }) => department === leadDepartment)?.departmentName ?? leadDepartment,
  items: items.map(({ name }) => name),
});
