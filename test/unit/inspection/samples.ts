import { form, type Form, type FormIn, type FormStage } from '../../../shared/inspection/form.ts';

const base = {
  shape: 1, inspectionId: 'batch-2026-001:915108000000000001', batchId: 'batch-2026-001', year: 2026, targetId: '915108000000000001',
  enterprise: { name: '广元市食品有限公司', region: '510802', industry: 'F5211' }, taskNo: 'batch-2026-001-0001', leadDepartment: '01',
  items: [
    { itemId: 'food-sale', name: '食品销售', department: '01', basis: ['食品安全法'], checklist: ['资质'] },
    { itemId: 'fire-exits', name: '疏散通道', department: '02', basis: ['消防法'], checklist: ['畅通'] },
  ],
  tasks: ['01', '02'].map((department) => ({
    department, departmentName: `部门${department}`,
    officers: [1, 2].map((n) => ({ officerId: `${department}0000${n}`, name: `张${n}`, certificateNo: `H${department}-${n}` })),
  })),
  results: [] as unknown[], replacements: [], version: 3,
  notice: { key: 'notices/x.html', sha256: 'a'.repeat(64) }, noticedAt: '2026-04-01T10:00:00+08:00',
  visitOn: '2026-04-14', method: 'on-site', aids: [], organisedOn: '2026-04-08', organisedLate: false,
  visitedOn: '2026-04-14', officersPresent: ['0100001', '0100002', '0200001', '0200002'], finishedLate: false,
  enteredOn: '2026-05-06', enteredLate: false,
  publishedAt: '2026-06-01T10:00:00+08:00', exemptAt: '2026-06-01T10:00:00+08:00', archive: { key: 'exempt/x.json', sha256: 'b'.repeat(64) },
  loss: { code: '05', ground: '登记机关已核准注销', evidence: [], by: '负责人', at: '2026-04-10T10:00:00+08:00', on: '2026-04-10', event: 1 },
};

/** A result of one item. */
export const aResultOf = (itemId: string, department: string) => ({
  itemId, codes: ['01'], note: '资料齐全，内部备注', followUp: 'none', evidence: [], department, by: '经办人', at: '2026-05-06T10:00:00+08:00',
});

/** A form in a stage; its schema keeps of the members only those the stage has. */
export const aForm = <S extends FormStage>(stage: S, more: object = {}): FormIn<S> => form.parse({ ...base, stage, ...more }) as Form as FormIn<S>;
