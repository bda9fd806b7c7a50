import { describe, expect, test } from 'vitest';
import { DEPARTMENTS, ENFORCING } from '../../../infra/rehearsal/city/departments.ts';
import { inspectors, reinforcements } from '../../../infra/rehearsal/city/inspectors.ts';
import { ITEMS } from '../../../infra/rehearsal/city/items.ts';
import { people } from '../../../infra/rehearsal/city/people.ts';
import { PLAN, quantityIn } from '../../../infra/rehearsal/city/plan.ts';
import { contentOf } from '../../../infra/rehearsal/city/plan-content.ts';
import { targetAt } from '../../../infra/rehearsal/city/targets.ts';
import { workRulesOf } from '../../../infra/rehearsal/city/work-rules.ts';
import { SILENT_DEPARTMENT, STORY } from '../../../infra/rehearsal/story.ts';
import { capBpOf, checkQuantity, checkRatio, directoryOf, takesOf } from '../../../shared/plan/cap.ts';
import { planContent } from '../../../shared/plan/entry.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { isCreditCode } from '../../../shared/registry/credit-code.ts';
import { departmentContent } from '../../../shared/registry/department.ts';
import { inspectorEntry } from '../../../shared/registry/inspector.ts';
import { itemEntry } from '../../../shared/registry/item.ts';
import { targetEntry } from '../../../shared/registry/target.ts';
import { workRulesContent } from '../../../shared/registry/work-rules.ts';

const SEED = '广元2026';
const city = (size: number) => Array.from({ length: size }, (_, i) => targetAt(SEED, i));

describe('the enterprises', () => {
  const targets = city(20_000);

  test('[NR-10] each has a valid credit code of its own', () => {
    expect(targets.filter(({ id }) => !isCreditCode(id))).toEqual([]);
    expect(new Set(targets.map(({ id }) => id)).size).toBe(20_000);
  });

  test('[HT-3] each has nature, industry and region, and the city has ten industries and five regions', () => {
    expect(targets.filter((target) => !targetEntry.safeParse(target).success)).toEqual([]);
    expect(new Set(targets.map(({ industry }) => industry)).size).toBe(10);
    expect(new Set(targets.map(({ region }) => region)).size).toBe(5);
  });

  test('another seed grows another city, the same seed the same', () => {
    expect(city(50)).toEqual(targets.slice(0, 50));
    expect(targetAt('another', 0)).not.toEqual(targets[0]);
  });
});

describe('the bodies and their people', () => {
  test('eight departments inspect, each with all topics of its work rules (GY-4)', () => {
    expect(Object.values(DEPARTMENTS).filter(({ kind }) => kind === 'enforcing')).toHaveLength(8);
    for (const body of Object.values(DEPARTMENTS)) expect(departmentContent.safeParse(body).success).toBe(true);
    for (const code of ENFORCING) {
      const rules = workRulesContent.parse(workRulesOf(code));
      expect(guangyuan.workRules.topics.filter(({ id }) => (rules.topics[id] ?? '').trim() === '')).toEqual([]);
    }
  });

  test('[NR-2] three hundred inspectors; every officer has a certificate and no assistant has one', () => {
    const all = inspectors(SEED);
    expect(all).toHaveLength(300);
    expect(all.filter((one) => !inspectorEntry.safeParse(one).success)).toEqual([]);
    expect(all.filter(({ kind, certificate }) => (kind === 'officer') !== (certificate !== undefined))).toEqual([]);
    expect(all.filter(({ kind }) => kind === 'assistant').length).toBeGreaterThan(5);
    expect(all.filter(({ officerId, department }) => !officerId.startsWith(department))).toEqual([]);
  });

  test('[BY-4] one officer alone knows special equipment, until those from the counties come', () => {
    const versed = inspectors(SEED).filter(({ specialties }) => specialties.includes('special-equipment'));
    expect(versed).toHaveLength(1);
    expect(reinforcements(SEED).every(({ specialties }) => specialties.includes('special-equipment'))).toBe(true);
    expect(new Set([...inspectors(SEED), ...reinforcements(SEED)].map(({ officerId }) => officerId)).size).toBe(308);
  });

  test('everybody who signs in has a name of their own', () => {
    const users = people([...inspectors(SEED), ...reinforcements(SEED)]);
    expect(new Set(users.map(({ sub }) => sub)).size).toBe(users.length);
  });
});

describe('the item list', () => {
  test('[GS-1] holds at least thirty items, each with its legal basis', () => {
    expect(ITEMS.length).toBeGreaterThanOrEqual(30);
    expect(ITEMS.filter((item) => !itemEntry.safeParse(item).success || item.basis.length === 0)).toEqual([]);
    expect(new Set(ITEMS.map(({ itemId }) => itemId)).size).toBe(ITEMS.length);
  });
});

describe('the plan', () => {
  test('[GY-9] has ten entries, joint and of one department, each with all nine fields', () => {
    expect(PLAN).toHaveLength(10);
    expect(PLAN.some(({ participating }) => participating.length > 0) && PLAN.some(({ participating }) => participating.length === 0)).toBe(true);
    expect(PLAN.filter((planned) => !planContent.safeParse(contentOf(planned, 20_000)).success)).toEqual([]);
  });

  test('[GY-14] the items of an entry belong to its lead or to a department that takes part, and each of them owns one', () => {
    const ownerOf = new Map(ITEMS.map(({ itemId, department }) => [itemId, department]));
    for (const { lead, participating, items } of PLAN) {
      expect(new Set(items.map((id) => ownerOf.get(id)))).toEqual(new Set([lead, ...participating]));
    }
  });

  test.each([200, 400, 1000, 20_000])('[GY-13] in a city of %i every entry keeps to the cap of its directory, with what the others take of it', (size) => {
    const targets = city(size);
    const contents = PLAN.map((planned) => planContent.parse(contentOf(planned, size)));
    for (const content of contents) {
      const { status = [], industries = [] } = content.targets.frame;
      const strata = new Map([['A', targets.filter((target) => status.includes(target.status) && industries.includes(target.industry)).length]]);
      const directory = { strata, capBp: guangyuan.draw.cap.bp, floorBp: guangyuan.draw.floor.bp };
      const others = contents
        .filter((other) => other !== content && directoryOf(other.targets.frame) === directoryOf(content.targets.frame))
        .map((other) => ({ proposalId: other.name, takes: takesOf(other, directory) }));
      expect(checkRatio(content, guangyuan.draw.cap.bp)).toEqual({ ok: true, value: undefined });
      expect(checkQuantity(content, { ...directory, others }), content.name).toEqual({ ok: true, value: undefined });
    }
  });

  test('[GY-13] one entry goes beyond the cap, with an explicit limit and its reason', () => {
    const beyond = PLAN.filter((planned) => capBpOf(planContent.parse(contentOf(planned, 20_000)), 500) > 500);
    expect(beyond.map(({ exceedance }) => exceedance?.reason.length ?? 0).every((length) => length > 5)).toBe(true);
    expect(beyond).toHaveLength(1);
  });

  test('every incident of the year befalls an entry of the plan, and the silent department leads none', () => {
    const ids = new Set(PLAN.map(({ id }) => id));
    expect(Object.values(STORY).filter((id) => !ids.has(id))).toEqual([]);
    expect(PLAN.filter(({ lead }) => lead === SILENT_DEPARTMENT)).toEqual([]);
  });

  test('the number of targets follows the size of the city and is never zero', () => {
    for (const planned of PLAN) {
      expect(quantityIn(planned, 20_000)).toBe(planned.quantity);
      expect(quantityIn(planned, 200)).toBe(1);
    }
  });
});
