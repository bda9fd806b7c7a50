import { instant } from '../../shared/kernel/instant.ts';
import { guangyuan } from '../../shared/profile/guangyuan.ts';
import { enterItem } from '../../shared/registry/enter-items.ts';
import { enterTargets } from '../../shared/registry/enter-targets.ts';
import { putDepartment } from '../../shared/registry/put-department.ts';
import { putWorkRules } from '../../shared/registry/put-work-rules.ts';
import type { Stores } from '../../shared/store/record.ts';
import { actOf, person } from './people.ts';
import { anItem, aTarget } from './registry-samples.ts';

/**
 * Four enforcing departments 01, 02, 03 and 08, of which 03 has no work rules; one item each but 03; and 90 targets in F5211, 10 in H6210.
 * Entered through the commands, as people would.
 */
export const foundSmallCity = async (stores: Stores): Promise<void> => {
  const administrator = { stores, act: actOf(person('administrator'), { now: instant('2025-10-20T09:00:00+08:00') }) };
  for (const code of ['01', '02', '03', '08']) {
    await must(putDepartment(administrator, { params: { code }, body: { name: `市第${code}部门`, kind: 'enforcing' } }));
  }
  await must(putDepartment(administrator, { params: { code: '00' }, body: { name: '联席会议办公室', kind: 'conference-office' } }));
  const topics = Object.fromEntries(guangyuan.workRules.topics.map(({ id, zh }) => [id, `${zh}按本部门规定执行。`]));
  for (const [code, itemId] of [['01', 'food-sales'], ['02', 'waste'], ['08', 'fire-safety']] as const) {
    const operator = { stores, profile: guangyuan, act: actOf(person('operator', code)) };
    await must(putWorkRules(operator, { params: { department: code }, body: { topics } }));
    await must(enterItem(operator, anItem(itemId, code)));
  }
  const operator = { stores, act: actOf(person('operator', '01')) };
  await must(enterTargets(operator, Array.from({ length: 90 }, (_, n) => aTarget(n))));
  await must(enterTargets(operator, Array.from({ length: 10 }, (_, n) => aTarget(100 + n, { industry: 'H6210' }))));
};

const must = async (pending: Promise<{ readonly ok: boolean; readonly error?: unknown }>): Promise<void> => {
  const result = await pending;
  if (!result.ok) throw new Error(`the city could not be founded: ${JSON.stringify(result.error)}`);
};
