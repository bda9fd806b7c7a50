import type { TargetEntry } from '../../../shared/registry/target.ts';
import { between, chance, pick } from '../chance.ts';
import { withCheckCharacter } from './credit-code.ts';
import { INDUSTRIES, INDUSTRY_TURN, REGIONS } from './places.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SURELY_OPEN = 200;
const STREETS = ['人民路', '蜀门北路', '嘉陵路', '利州东路', '苴国路', '兴安路'] as const;

/** Enterprise number `index` of the city grown from `seed`. Its code is valid (GB 32100-2015); no two are alike. */
export const targetAt = (seed: string, index: number): TargetEntry => {
  const region = regionAt(chance(seed, 'region', index));
  const industry = INDUSTRY_TURN[index % INDUSTRY_TURN.length] ?? INDUSTRIES[0];
  const isPerson = chance(seed, 'nature', index) < 0.3;
  return {
    id: withCheckCharacter(`${isPerson ? '92' : '91'}${region.code}${organisationCode(seed, index)}`),
    name: `广元市${region.name}${pick(industry.words, seed, 'word', index)}${industry.name}${isPerson ? '' : '有限公司'}${index + 1}号`,
    region: region.code,
    industry: industry.code,
    // The first few are all in business, so that chance cannot push a small directory's cap below one.
    status: index < SURELY_OPEN || chance(seed, 'status', index) < 0.97 ? '001' : pick(['002', '003', '005', '006'] as const, seed, 'gone', index),
    creditClass: creditAt(chance(seed, 'credit', index)),
    tags: (1n << BigInt(between(0, 15, seed, 'tag', index))).toString(16).padStart(16, '0'),
    lastInspected: chance(seed, 'inspected', index) < 0.3 ? `2025${String(between(1, 10, seed, 'month', index)).padStart(2, '0')}15` : '00000000',
    nature: isPerson ? '个体工商户' : '有限责任公司',
    address: `${region.name}${pick(STREETS, seed, 'street', index)}${between(1, 400, seed, 'number', index)}号`,
  };
};

const regionAt = (share: number) => {
  let sum = 0;
  return REGIONS.find((region) => (sum += region.share) > share) ?? REGIONS[0];
};

const creditAt = (share: number): 'A' | 'B' | 'C' | 'D' => (share < 0.6 ? 'A' : share < 0.88 ? 'B' : share < 0.97 ? 'C' : 'D');

// Nine characters: two by chance, the rest the index itself, so that codes never collide.
const organisationCode = (seed: string, index: number): string => {
  const digits = ['M', 'A'];
  let rest = index;
  const tail: string[] = [];
  for (let place = 0; place < 5; place++) {
    tail.unshift(ALPHABET[rest % 31] ?? '0');
    rest = Math.floor(rest / 31);
  }
  return [...digits, ALPHABET[between(0, 30, seed, 'code-a', index)], ALPHABET[between(0, 30, seed, 'code-b', index)], ...tail].join('');
};
