import { expect, test } from 'vitest';
import { between, chance, pick } from '../../../infra/rehearsal/chance.ts';
import { ownQuota } from '../../../infra/simulation/invariants/own-quota.ts';
import { computeQuota } from '../../../shared/lottery/manifest/quota.ts';

/** What the simulation and the system, each by its own reading of the page, make of case number `at`. */
const both = (at: number) => {
  const codes = ['A', 'B', 'C', 'D'].slice(0, between(1, 4, 'codes', at));
  const strata = codes.map((code) => ({
    code, eligible: between(0, 12, 'eligible', at, code), ratio: pick(['0/1', '1/4', '1/3', '1/2', '2/3', '1/1'], 'ratio', at, code), mandatory: chance('mandatory', at, code) < 0.3,
  }));
  const figures = { capBase: between(10, 60, 'base', at), capBp: between(500, 9000, 'cap', at), floorBp: pick([0, 0, 500, 1500], 'floor', at), capUsed: between(0, 4, 'used', at) };
  const quantity = chance('by quantity', at) < 0.2 ? between(1, 6, 'quantity', at) : undefined;
  const quota = computeQuota({ strata, ...figures, ...(quantity === undefined ? {} : { quantity }) });
  const own = ownQuota({
    asked: { ratio: '1/1', classes: strata.map(({ code, ratio, mandatory }) => ({ code: code as 'A', ratio, mandatory })), quantity: quantity ?? null },
    eligible: new Map(strata.map(({ code, eligible }) => [code, eligible])),
    left: Math.max(0, Math.floor((figures.capBase * figures.capBp) / 10_000) - figures.capUsed), pending: 0, floor: Math.ceil((figures.capBase * figures.floorBp) / 10_000),
  });
  return { quota, own };
};

test('[GY-13] [NR-8] [DZ-3] two readings of the quota, of which neither knows the other, agree wherever there is one', () => {
  const cases = Array.from({ length: 3000 }, (_, at) => both(at));
  const lawful = cases.flatMap(({ quota, own }) => (quota.ok ? [{ k: quota.value.k, own }] : []));
  expect(lawful.length).toBeGreaterThan(1500);
  for (const { k, own } of lawful) expect(own.map((share) => share.k)).toEqual(k);
  // Many of them with a class that stays whole beside others.
  expect(lawful.filter(({ own }) => own.some(({ whole = 0 }) => whole > 0) && own.some(({ k, whole }) => whole === undefined && k > 0)).length).toBeGreaterThan(200);
});
