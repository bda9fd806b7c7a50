import { applyForRecusal, decideRecusal } from '../../../shared/api/recusals.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import type { Action } from '../action.ts';
import { inspectors } from '../city/inspectors.ts';
import { headOf, inspectorUser } from '../city/people.ts';
import type { PlannedInspection } from '../city/plan.ts';
import { targetAt } from '../city/targets.ts';
import type { City, Scene } from '../scene.ts';

/** On the morning before the scheme an officer of the lead department applies for recusal from an enterprise of the directory; the head grants it (NR-3). */
export const officerAsksToStepAside = async ({ desk, truth, city }: Scene, planned: PlannedInspection, day: LocalDate): Promise<readonly Action[]> => {
  const { officer, targetId } = yearsRecusal(city, planned);
  const { officerId } = officer;
  const recusalId = `${officerId}-${targetId}`;
  const stage = (await truth.recusals()).find((recusal) => recusal.recusalId === recusalId)?.stage;
  const key = `recusal/${recusalId}`;
  if (stage === undefined) {
    const body = { officerId, targetId, ground: 'kinship', reason: '近亲属于本年一月起担任该企业负责人' } as const;
    return [{ at: atTime(day, '09:10'), key: `${key}/apply`, subject: 'recusals', run: async () => void (await desk.ask(inspectorUser(officer), applyForRecusal, { body, idempotencyKey: `${key}/apply` })) }];
  }
  if (stage !== 'applied') return [];
  const body = { grant: true, reason: '经核实情况属实，同意回避' };
  return [{ at: atTime(day, '09:40'), key: `${key}/decide`, subject: 'recusals', run: async () => void (await desk.ask(headOf(planned.lead), decideRecusal, { params: { recusalId }, body, idempotencyKey: `${key}/decide` })) }];
};

/** Who steps aside from whom during the year: the same in every run of the same city. */
export const yearsRecusal = ({ seed, targets }: City, planned: PlannedInspection): { readonly officer: InspectorEntry; readonly targetId: string } => {
  const officer = inspectors(seed).filter(({ department, kind }) => department === planned.lead && kind === 'officer')[2];
  if (officer === undefined) throw new Error(`department ${planned.lead} has too few officers`);
  for (let index = 0; index < targets; index++) {
    const { id, industry } = targetAt(seed, index);
    if (planned.industries.includes(industry)) return { officer, targetId: id };
  }
  throw new Error(`the city has no enterprise for ${planned.id}`);
};
