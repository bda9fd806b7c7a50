import { expect, test } from 'vitest';
import { computeQuota } from '../../shared/lottery/manifest/quota.ts';
import { seeded } from '../unit/lottery/seeded.ts';
import { quotas, type Ground } from './quota.ts';

/** Grounds where cap, floor, mandatory strata and quantities meet in every way. */
const ground = (n: number): Ground => {
  const random = seeded(n);
  const strata = Array.from({ length: random(5) }, () => ({ eligible: random(4) === 0 ? random(3) : random(400), ratio: `${random(4)}/${1 + random(30)}`, mandatory: random(3) === 0 }));
  const capBase = strata.reduce((sum, { eligible }) => sum + eligible, 0) + random(50);
  const floorBp = random(2) === 0 ? 0 : random(900);
  return { strata, capBase, capBp: random(1500), floorBp, capUsed: random(3) === 0 ? random(30) : 0, ...(random(3) === 0 ? { quantity: random(60) } : {}) };
};

const bySecond = (given: Ground): readonly number[] | 'invalid' => {
  try {
    return quotas(given);
  } catch {
    return 'invalid';
  }
};

test('[BY-1] [GY-13] two readings of the quota rules give every stratum the same number, or none', () => {
  let [valid, invalid, capped] = [0, 0, 0];
  for (let n = 0; n < 20_000; n += 1) {
    const given = ground(n);
    const first = computeQuota(given);
    const second = bySecond(given);
    expect(second, JSON.stringify(given)).toEqual(first.ok ? first.value.k : 'invalid');
    if (second === 'invalid') invalid += 1;
    else valid += 1;
    if (first.ok && first.value.cap === first.value.k.reduce((sum, k) => sum + k, 0)) capped += 1;
  }
  expect(Math.min(valid, invalid, capped)).toBeGreaterThan(1000);
});
