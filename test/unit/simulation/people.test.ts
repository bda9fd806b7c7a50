import { describe, expect, test } from 'vitest';
import { smallCity } from '../../../infra/simulation/people/city.ts';
import { oneTooMany } from '../../../infra/simulation/people/plan-content.ts';
import { rulesOf } from '../../../infra/simulation/people/city-rules.ts';
import { fateOf, type Decision } from '../../../infra/simulation/people/fate.ts';
import { poolingFor } from '../../../infra/simulation/people/pooled.ts';
import { floorOf, sizeOf, takesOf, wholeOf } from '../../../infra/simulation/people/plan-room.ts';
import { underRules } from '../../../infra/simulation/people/ruled-city.ts';
import { leaningOf, temperamentOf } from '../../../infra/simulation/people/temperament.ts';
import { profileUnder } from '../../../infra/simulation/run/profile-under.ts';
import { faultsBy } from '../../../infra/simulation/run/faults.ts';
import { shrink } from '../../../infra/simulation/run/shrink.ts';
import { toldInShort } from '../../../infra/simulation/run/story.ts';
import { faultsAt, type CallSite } from '../../../infra/simulation/world/fault.ts';
import { instant } from '../../../shared/kernel/instant.ts';

const SEEDS = Array.from({ length: 60 }, (_, i) => `city-${i}`);

describe('the small city', () => {
  test('is the same for the same seed and another for another', () => {
    expect(smallCity('a')).toEqual(smallCity('a'));
    expect(new Set(SEEDS.map((seed) => JSON.stringify(smallCity(seed)))).size).toBe(SEEDS.length);
  });

  test('has enterprises, officers and a plan that its departments can carry out', () => {
    for (const { departments, targets, inspectors, plan, items } of SEEDS.map(smallCity)) {
      expect(departments.length).toBeGreaterThanOrEqual(2);
      expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
      expect(inspectors.every(({ kind, certificate }) => (kind === 'officer') === (certificate !== undefined))).toBe(true);
      for (const { lead, participating, items: own } of plan) {
        const owners = new Set(own.map((id) => items.find(({ itemId }) => itemId === id)?.department));
        expect([...owners].sort()).toEqual([lead, ...participating].sort());
      }
    }
    const cities = SEEDS.map(smallCity);
    expect(cities.some(({ plan }) => plan.some(({ participating }) => participating.length > 0))).toBe(true);
    expect(cities.some(({ inspectors }) => inspectors.some(({ certificate }) => certificate?.validTo.startsWith('2026')))).toBe(true);
  });
});

test('[SM-4] some schemes of some cities pool the inspectors of a body that takes no part, under the department that has the fewest; none where it was not written down', () => {
  const poolings = (only?: ReadonlySet<string>) =>
    SEEDS.flatMap((seed) => {
      const city = smallCity(seed);
      return city.plan.map((planned) => ({ city, planned, pooling: poolingFor({ city, fate: fateOf(seed, only, () => undefined) }, planned) }));
    });
  const found = poolings().filter(({ pooling }) => pooling !== undefined);
  expect(found.length).toBeGreaterThan(4);
  expect(found.length).toBeLessThan(poolings().length / 4);
  for (const { city, planned, pooling = { helped: '', body: '' } } of found) {
    expect(Object.keys(planned.seats)).toContain(pooling.helped);
    expect(city.departments).toContain(pooling.body);
    expect(Object.keys(planned.seats)).not.toContain(pooling.body);
  }
  expect(poolings(new Set()).filter(({ pooling }) => pooling !== undefined)).toEqual([]);
});

describe('a city with rules of its own', () => {
  const fateFor = (seed: string, only?: ReadonlySet<string>) => fateOf(seed, only, () => undefined);
  const cities = Array.from({ length: 300 }, (_, i) => `ruled-${i}`).map((seed) => {
    const rules = rulesOf(fateFor(seed));
    return { rules, city: underRules(smallCity(seed), rules) };
  });

  test('is one of some; a year without those decisions is the year it was', () => {
    const share = (of: (rules: (typeof cities)[number]['rules']) => boolean): number => cities.filter(({ rules }) => of(rules)).length / cities.length;
    expect(share(({ byClass }) => byClass)).toBeCloseTo(0.25, 1);
    expect(share(({ floorBp }) => floorBp > 0)).toBeCloseTo(0.17, 1);
    expect(share(({ isBlinded }) => isBlinded)).toBeCloseTo(0.17, 1);
    for (const seed of SEEDS) expect(underRules(smallCity(seed), rulesOf(fateFor(seed, new Set())))).toEqual(smallCity(seed));
  });

  test('[NR-8] [DZ-3] [GY-13] plans what its caps have room for, with a class that stays whole where it draws by class', () => {
    for (const { rules, city } of cities.filter(({ rules: { byClass, floorBp } }) => byClass || floorBp > 0)) {
      expect(profileUnder(rules).draw.floor.bp).toBe(rules.floorBp);
      const held = new Map((['A', 'B', 'C', 'D'] as const).map((code) => [code, city.targets.filter(({ creditClass }) => creditClass === code).length]));
      for (const entry of city.plan) {
        const others = city.plan.filter((other) => other !== entry && other.regions?.join() === entry.regions?.join());
        const left = Math.floor((sizeOf(held) * entry.limitBp) / 10_000) - others.reduce((sum, other) => sum + takesOf(other, held, rules.floorBp), 0);
        expect(left).toBeGreaterThanOrEqual(Math.max(wholeOf(entry, held), floorOf(held, rules.floorBp), entry.quantity ?? 1));
        expect(wholeOf(entry, held) > 0).toBe(entry.classes !== undefined);
      }
    }
    const cut = cities.flatMap(({ city }) => city.plan).filter(({ classes, limitBp }) => classes !== undefined && limitBp < 9000);
    expect(cut.length).toBeGreaterThan(20);
  });
});

test('[GY-13] one enterprise too many is one more than the cap, which is no whole number there', () => {
  const [planned] = smallCity('a').plan;
  if (planned === undefined) throw new Error('a city without a plan');
  for (let size = 8; size <= 20; size++) {
    const { quantity, exceedance } = oneTooMany(planned, size);
    const cap = (size * exceedance.limitBp) / 10_000;
    expect(Number.isInteger(cap)).toBe(false);
    expect(quantity).toBe(Math.ceil(cap));
  }
});

test('[NR-11] every officer of the city has something private, of which there is no second', () => {
  const told = smallCity('a').inspectors.flatMap((officer) => Object.values(officer.private ?? {}));
  expect(told).toHaveLength(2 * smallCity('a').inspectors.length);
  expect(new Set(told).size).toBe(told.length);
});

describe('fate', () => {
  const play = (seed: string, only?: ReadonlySet<string>) => {
    const decisions: Decision[] = [];
    const fate = fateOf(seed, only, (decision) => decisions.push(decision));
    for (let i = 0; i < 300; i++) fate.befalls('double-click', `person-${i % 7}`, `place-${i}`);
    return decisions.map(({ id }) => id);
  };

  test('falls the same way for the same seed, and each decision once', () => {
    const first = play('s');
    expect(first.length).toBeGreaterThan(0);
    expect(new Set(first).size).toBe(first.length);
    expect(play('s')).toEqual(first);
    expect(play('t')).not.toEqual(first);
  });

  test('lets only those fall that are named, where some are, even one that the seed would not bring', () => {
    const [, ...others] = play('s');
    expect(play('s', new Set(others))).toEqual(others);
    const another = Array.from({ length: 300 }, (_, i) => `double-click place-${i}`).find((id) => !play('s').includes(id)) ?? '';
    expect(play('s', new Set([another]))).toEqual([another]);
  });

  test('follows the temperament: who leans to something does it more often', () => {
    const subs = Array.from({ length: 100 }, (_, i) => `p${i}`);
    const late = subs.find((sub) => temperamentOf('s', sub) === 'late') ?? '';
    const punctual = subs.find((sub) => temperamentOf('s', sub) === 'punctual') ?? '';
    expect(leaningOf('s', late, 'late')).toBeGreaterThan(leaningOf('s', punctual, 'late'));
    expect(leaningOf('s', punctual, 'absent')).toBe(0);
  });
});

test('faults strike about as often as asked, only where they apply, and the same ones again', () => {
  const sites = Array.from({ length: 20_000 }, (_, nth): CallSite => ({ function: 'api/batches', service: 'dynamodb', action: 'dynamodb:GetItem', resource: 'lifecycle', nth }));
  const strike = () => {
    const faults = faultsBy(fateOf('s', undefined, () => undefined), 0.01, () => undefined);
    return sites.map((site) => faults(site)?.kind);
  };
  const kinds = strike();
  const struck = kinds.filter((kind) => kind !== undefined);
  expect(struck.length).toBeGreaterThan(120);
  expect(struck.length).toBeLessThan(280);
  expect(struck.every((kind) => (faultsAt({ service: 'dynamodb', action: 'dynamodb:GetItem' }) as readonly string[]).includes(kind))).toBe(true);
  expect(strike()).toEqual(kinds);
});

describe('shrinking', () => {
  const decisions = Array.from({ length: 40 }, (_, i) => `d${i}`);

  test('finds the two decisions that are needed among forty', async () => {
    const { kept } = await shrink(decisions, (only) => Promise.resolve(only.has('d7') && only.has('d31')), 200);
    expect(kept).toEqual(['d7', 'd31']);
  });

  test('finds that none is needed with one replay', async () => {
    expect(await shrink(decisions, () => Promise.resolve(true), 200)).toEqual({ kept: [], replays: 1 });
  });

  test('keeps within its budget, and what it keeps still breaks', async () => {
    const { kept, replays } = await shrink(decisions, (only) => Promise.resolve(only.has('d7') && only.has('d31')), 6);
    expect(replays).toBeLessThanOrEqual(6);
    expect(kept).toEqual(expect.arrayContaining(['d7', 'd31']));
  });
});

test('a story tells all that fate sent and what broke, and of the deeds the last before it', () => {
  const at = instant('2026-03-02T09:00:00+08:00');
  const deeds = Array.from({ length: 30 }, (_, i) => ({ at, kind: 'deed', words: `deed ${i}` }) as const);
  const told = toldInShort([{ at, kind: 'fate', words: 'a storm' }, ...deeds, { at, kind: 'break', words: 'it broke' }]).join('\n');
  expect(told).toMatch(/! a storm/);
  expect(told).toMatch(/… 18 ordinary steps …/);
  expect(told).toMatch(/deed 29\n.*✗ it broke/);
  expect(told).not.toMatch(/deed 17$/m);
});
