import type { Officer, Recusal } from '../../shared/lottery/types.ts';

/** A made-up city's year: visits in districts, officers of three departments with pools of their own, recusals and last visits. */
export type City = { readonly targets: readonly { readonly id: string; readonly region: string }[]; readonly officers: readonly Officer[]; readonly recusals: readonly Recusal[] };

export const DEPARTMENTS = [{ code: '01', seats: 2 }, { code: '02', seats: 2, specialty: 'special-equipment' }, { code: '03', seats: 2 }] as const;
export const VISIT = { from: '20260401', to: '20260430' } as const;

const DISTRICTS = 20;
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const idOf = (n: number): string => {
  let digits = '';
  for (let rest = n; digits.length < 8; rest = Math.floor(rest / 31)) digits = (LETTERS[rest % 31] ?? '0') + digits;
  return `91310100MA${digits}`;
};

const mixer = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
};

/**
 * `visits` targets and `count` officers. A quarter of the officers serve the whole city, the others one to three districts; a third lack the
 * specialty; one in twenty has a certificate that ends before the visit. Everyone may take a fifth more than his fair share, tightly enough
 * that a pick without foresight strands seats. Two officers came to every target last time, and every fifth target has a recusal.
 */
export const cityOf = (visits: number, count: number, seed: number): City => {
  const random = mixer(seed);
  const districts = Array.from({ length: DISTRICTS }, (_, i) => `3101${String(i + 1).padStart(2, '0')}`);
  const district = (): string => districts[random(DISTRICTS)] ?? '';
  const targets = Array.from({ length: visits }, (_, i) => ({ id: idOf(i * 97), region: district() }));
  const lastVisited = Array.from({ length: count }, (): string[] => []);
  for (const { id } of targets) for (const officer of [random(count), random(count)]) lastVisited[officer]?.push(id);
  const officers = lastVisited.map((visited, i): Officer => {
    const department = DEPARTMENTS[i % 3]?.code ?? '01';
    return {
      id: `${department}${String(i).padStart(5, '0')}`,
      department,
      regions: random(4) === 0 ? ['3101'] : [...new Set(Array.from({ length: 1 + random(3) }, district))].sort(),
      specialties: random(3) === 0 ? [] : ['special-equipment'],
      validFrom: '20250101',
      validTo: random(20) === 0 ? '20260415' : '20271231',
      cap: Math.ceil((visits * 6) / count) * 2,
      lastVisited: [...new Set(visited)].sort(),
    };
  });
  const recusals = Array.from({ length: Math.floor(visits / 5) }, () => ({ officerId: officers[random(count)]?.id ?? '', targetId: targets[random(visits)]?.id ?? '', salt: '' }));
  return { targets, officers: officers.sort((a, b) => (a.id < b.id ? -1 : 1)), recusals };
};
