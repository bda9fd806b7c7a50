import type { RefusalCatalogue } from '../kernel/refusal.ts';

/** What the registry refuses. */
export const registryRefusals = {
  'already-entered': { status: 409, zh: '下列记录已存在，且内容不同；请改用变更。', en: 'These are entered already, with other content; change them instead.' },
  'bulk-duplicate': { status: 422, zh: '同一批数据中有重复的编号。', en: 'The same id occurs twice in the bulk.' },
  'department-unknown': { status: 422, zh: '没有这个部门：{department}。', en: 'There is no department {department}.' },
  'item-without-basis': { status: 422, clause: 'GS-1', zh: '抽查事项没有法律依据，法无授权不得检查。', en: 'An item without a legal basis may not be inspected.' },
  'credit-code-invalid': {
    status: 422, clause: 'NR-10',
    zh: '统一社会信用代码校验位不符；如确属真实代码，请附理由（codeOverride）后录入。',
    en: 'The check character of the credit code is wrong; if the code is real, enter it with a reason (codeOverride).',
  },
  'certificate-missing': { status: 422, clause: 'NR-2', zh: '没有行政执法证，不能作为执法检查人员录入。', en: 'Nobody is an inspector without an enforcement certificate.' },
  'certificate-expired': { status: 422, clause: 'NR-4', zh: '行政执法证已过有效期。', en: 'The enforcement certificate has expired.' },
  'certificate-period-invalid': { status: 422, clause: 'NR-4', zh: '行政执法证的有效期起止颠倒。', en: 'The certificate ends before it begins.' },
  'not-enforcing-body': { status: 422, clause: 'NR-2', zh: '{department} 不是执法主体，其人员不能作为执法检查人员；联席会议不得自行检查。', en: '{department} is no enforcing body; its people cannot inspect, and the joint conference never does.' },
  'expert-id-foreign': { status: 422, zh: '专家编号须为 E 加本部门代码加四位数字。', en: "An expert's id is E, the department's code and four digits." },
  'expert-organisation-missing': { status: 422, clause: 'GY-16', zh: '第三方机构人员须注明所在机构。', en: 'A third party’s person names the body they work for.' },
  'expert-qualification-missing': { status: 422, clause: 'GY-16', zh: '第三方机构须具备资质：请注明资质证书。', en: 'A third party is a qualified body: name its qualification.' },
  'qualification-period-invalid': { status: 422, clause: 'GY-16', zh: '资质证书的有效期起止颠倒。', en: 'The qualification ends before it begins.' },
  'qualification-expired': { status: 422, clause: 'GY-16', zh: '资质证书已过有效期。', en: 'The qualification has expired.' },
  'officer-id-foreign': { status: 422, zh: '人员编号须以本部门代码开头。', en: "An officer's id begins with the department's code." },
  'work-rules-incomplete': { status: 422, clause: 'GY-4', zh: '工作规范缺少规定的内容，请补齐列出的各项。', en: 'The work rules lack required topics; complete those listed.' },
  'recusal-exists': { status: 409, clause: 'NR-3', zh: '该人员对该对象的回避已在申请中或已批准。', en: 'A recusal of this officer from this target is applied for or granted already.' },
  'recusal-not-own': { status: 403, clause: 'NR-3', zh: '检查人员只能为本人申请回避。', en: 'An inspector applies for themselves only.' },
  'recusal-ground-not-own': { status: 422, clause: 'NR-3', zh: '企业申请回避由部门经办人录入，不由检查人员本人录入。', en: "An enterprise's application is entered by the department's operator, not by the officer." },
  'recusal-decided': { status: 409, clause: 'NR-3', zh: '该回避申请已有决定。', en: 'This recusal is decided already.' },
  'recusal-own-application': { status: 403, clause: 'NR-3', zh: '申请人不能决定自己提出的回避申请。', en: 'The applicant does not decide.' },
} as const satisfies RefusalCatalogue;
