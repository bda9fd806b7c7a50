import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Rooms in the order in which a year passes through them: each imports only from those before it, and what lies beside them from none. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  shared: ['kernel', 'lottery', 'calendar', 'profile', 'identity', 'store', 'audit', 'registry', 'plan', 'draw', 'inspection', 'publication', 'oversight', 'lifecycle', 'api'],
  'shared/lottery': ['encoding', 'kernel', 'providers', 'portable', 'directory', 'manifest', 'ceremony', 'targets', 'seats', 'transcript', 'events', 'fairness', 'verifier', 'party'],
  'shared/draw': ['record', 'freezing', 'ceremony', 'drawing', 'events', 'views'],
};

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path in the repository, for relative imports. */
  readonly target?: string;
  readonly typeOnly: boolean;
}

const files = globSync('{shared,functions,infra}/**/*.{ts,tsx}', { cwd: root }).sort();
const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

const imports: readonly Import[] = files.flatMap((from) =>
  [...readFileSync(path.join(root, from), 'utf8').matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? '';
    const target = specifier.startsWith('.') ? path.join(path.dirname(from), specifier) : undefined;
    return { from, specifier, typeOnly: match[1] !== undefined, ...(target === undefined ? {} : { target }) };
  }),
);

const isIn = (folder: string) => (file: string | undefined) => file?.startsWith(`${folder}/`) ?? false;
const offences = (wrong: (each: Import) => boolean) => imports.filter(wrong).map(({ from, specifier }) => `${from} imports ${specifier}`);

test('the list of imports is not empty, so that the rules below can fail', () => {
  expect(imports.length).toBeGreaterThan(300);
});

test.each(Object.entries(ORDER))('a room of %s imports only from those before it in the order of the year', (house, rooms) => {
  const roomOf = (file: string): number => rooms.indexOf(file.slice(house.length + 1).split('/')[0] ?? '');
  expect(offences(({ from, target }) => isIn(house)(from) && isIn(house)(target) && roomOf(target ?? '') > roomOf(from))).toEqual([]);
  expect(files.filter((file) => isIn(house)(file) && file.slice(house.length + 1).includes('/') && roomOf(file) < 0)).toEqual([]);
});

test('no file comes back to itself through what it imports, not even through types', () => {
  let arrows = imports.flatMap(({ from, target }) => (target !== undefined && files.includes(target) ? [[from, target] as const] : []));
  // What imports nothing that is left, or is imported by nothing that is left, is in no circle.
  for (let before = Infinity; arrows.length < before; ) {
    before = arrows.length;
    const [from, to] = [new Set(arrows.map(([each]) => each)), new Set(arrows.map(([, each]) => each))];
    arrows = arrows.filter(([importing, imported]) => from.has(imported) && to.has(importing));
  }
  expect(arrows.map(([importing, imported]) => `${importing} imports ${imported}`)).toEqual([]);
});

test('shared knows nothing but itself', () => {
  expect(offences(({ from, target }) => isIn('shared')(from) && target !== undefined && !isIn('shared')(target))).toEqual([]);
});

test('the kernel imports nothing, and the lottery only the kernel', () => {
  expect(offences(({ from, target }) => isIn('shared/kernel')(from) && !isIn('shared/kernel')(target))).toEqual([]);
  expect(
    offences(({ from, target, specifier }) => {
      if (!isIn('shared/lottery')(from)) return false;
      if (specifier.startsWith('node:')) return !/^shared\/lottery\/(providers|verifier|party)\//.test(from);
      // The one curve that no runtime brings along, in an audited implementation.
      if (specifier === '@noble/curves/bls12-381.js') return from !== 'shared/lottery/portable/bls.ts';
      return !isIn('shared/lottery')(target) && !isIn('shared/kernel')(target);
    }),
  ).toEqual([]);
});

test('an experiment of the engine is for the system itself: nothing that verifies, and no page, imports it', () => {
  const lanes = 'shared/lottery/providers/eight-lanes.ts';
  expect(offences(({ from, target }) => target === lanes && from !== 'shared/draw/record/draw-crypto.ts')).toEqual([]);
  expect(offences(({ from, specifier }) => /^(shared|functions)\//.test(from) && from !== lanes && specifier === 'node:v8')).toEqual([]);
});

test('AWS packages are used by the store alone', () => {
  expect(offences(({ from, specifier }) => isIn('shared')(from) && !isIn('shared/store')(from) && specifier.startsWith('@aws-sdk/'))).toEqual([]);
  expect(offences(({ from, specifier }) => isIn('functions')(from) && !isIn('functions/kit')(from) && specifier.startsWith('@aws-sdk/'))).toEqual([]);
});

test('in a concept only its store file touches shared/store', () => {
  expect(
    offences(
      ({ from, target, typeOnly }) =>
        /^shared\/(registry|plan|draw|inspection|publication|oversight|lifecycle)\//.test(from) && isIn('shared/store')(target) && !typeOnly && !from.endsWith('-store.ts'),
    ),
  ).toEqual([]);
});

test('api and steps do not know each other, nor the infrastructure', () => {
  expect(offences(({ from, target }) => isIn('functions/api')(from) && (isIn('functions/steps')(target ?? '') || isIn('infra')(target ?? '')))).toEqual([]);
  expect(offences(({ from, target }) => isIn('functions/steps')(from) && (isIn('functions/api')(target ?? '') || isIn('infra')(target ?? '')))).toEqual([]);
});

test('constructs, stacks and workflows import no function and no store', () => {
  expect(
    offences(
      ({ from, target, typeOnly }) =>
        /^infra\/(constructs|stacks|workflows)\//.test(from) && !typeOnly && (isIn('functions')(target) || isIn('shared/store')(target) || (target ?? '').endsWith('-store.ts')),
    ),
  ).toEqual([]);
});

test('the local machine knows nothing of the rest of the repository: its only input is the assembly', () => {
  expect(offences(({ from, target }) => isIn('infra/local')(from) && target !== undefined && !isIn('infra/local')(target))).toEqual([]);
});

test('the rehearsal is a client of the API and nothing more', () => {
  expect(
    offences(
      ({ from, target }) =>
        isIn('infra/rehearsal')(from) && target !== undefined && !['infra/rehearsal', 'shared/api', 'shared/kernel', 'shared/registry', 'shared/lottery'].some((folder) => isIn(folder)(target)),
    ),
  ).toEqual([]);
});

test('the people of the simulation use the API and nothing more', () => {
  expect(
    offences(
      ({ from, target }) =>
        isIn('infra/simulation/people')(from) && target !== undefined && !['infra/simulation', 'infra/rehearsal', 'shared/api', 'shared/kernel', 'shared/registry', 'shared/lottery'].some((folder) => isIn(folder)(target)),
    ),
  ).toEqual([]);
});

test('the simulated world knows services and handlers, and no rule of the year', () => {
  const rules = /^shared\/(calendar|registry|plan|draw|inspection|publication|lifecycle|audit|lottery)\//;
  expect(offences(({ from, target }) => isIn('infra/simulation/world')(from) && target !== undefined && rules.test(target))).toEqual([]);
});

test('nobody reads the clock or chance but the kit and the local machine', () => {
  const offenders = files.filter((file) => {
    // A participant's own program on its own machine: it signs for the reveals only before the round of the beacon exists.
    if (file === 'shared/lottery/party/main.ts' || /^functions\/kit\/|^infra\/(local|commands)\//.test(file)) return false;
    return /Date\.now\(\)|new Date\(\)|Math\.random\(/.test(readFileSync(path.join(root, file), 'utf8'));
  });
  expect(offenders).toEqual([]);
});

test('no folder is called utils, helpers or common', () => {
  expect(files.filter((file) => /\/(utils|helpers|common)\//.test(file))).toEqual([]);
});

test('the median file is at most 60 lines, and one over 200 gives its reason', () => {
  const lengths = files.map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length })).sort((a, b) => a.lines - b.lines);
  expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThanOrEqual(60);
  const unexplained = lengths.filter(({ file, lines }) => lines > 201 && !/^\/\/ Long because /m.test(readFileSync(path.join(root, file), 'utf8')));
  expect(unexplained).toEqual([]);
});
