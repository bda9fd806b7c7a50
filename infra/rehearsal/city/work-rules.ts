import type { WorkRulesContent } from '../../../shared/registry/work-rules.ts';
import { DEPARTMENTS, type Enforcing } from './departments.ts';

/** A department's work rules (抽查工作规范), all six topics of GY-4. */
export const workRulesOf = (department: Enforcing): WorkRulesContent => {
  const { name } = DEPARTMENTS[department];
  return {
    topics: {
      'draw-method': `${name}随机抽查一律公开摇号，检查对象和执法检查人员均由可复核的随机程序确定，不得指定。`,
      'inspection-flow': '检查前送达通知书，检查时不少于两名执法人员并出示证件，检查后当场记录、双方签字。',
      'approval-authority': '检查方案由科室拟定、分管负责人审核、主要负责人批准。',
      'publicity-procedure': '检查结果录入后向社会公示；不予公示的，由经办人说明理由，报主要负责人批准并归档。',
      archiving: '方案、摇号记录、通知书、检查记录、证据和公示回执一并归档，长期保存。',
      'time-limits': '摇号匹配完成后5个工作日内组织检查，检查完成后20个工作日内录入结果。',
    },
  };
};
