import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PlanDraft } from './draft.ts';
import { planContent, type PlanContent } from './entry.ts';

/** What the fields of a plan are called (GY-9), by member of its content. */
const FIELDS: Readonly<Record<string, string>> = {
  name: '抽查计划名称 plan name',
  items: '抽查事项 items',
  targets: '检查对象 targets',
  methods: '检查方式 methods',
  ratio: '抽查比例 ratio',
  classes: '信用风险分类抽查比例 ratios by credit class',
  quantity: '抽查数量 quantity',
  leadDepartment: '牵头部门 lead department',
  participatingDepartments: '参与部门 participating departments',
  inspectionDate: '检查日期 inspection date',
  exceedance: '比例上限及理由 limit and reason of a higher ratio',
  finishBy: '特殊完成时间 special time',
  uncounted: '不计入年度检查频次的情形及理由 kind of visit not counted, and why',
  coordination: '联合入企组 coordination group',
};

/** The nine fields of the plan, all there and well-formed, or each that is not with its pointer (GY-9). */
export const parseContent = (draft: PlanDraft): Result<PlanContent, Refusal<'plan-fields-incomplete'>> => {
  const parsed = planContent.safeParse(draft);
  if (parsed.success) return ok(parsed.data);
  return refuse('plan-fields-incomplete', {
    errors: parsed.error.issues.map(({ path, message }) => ({
      pointer: `/content/${path.map(String).join('/')}`,
      detail: `${FIELDS[String(path[0])] ?? String(path[0])}: ${message}`,
    })),
  });
};
