import { createHash } from 'node:crypto';
import type { CityRules } from '../../../infra/simulation/people/city-rules.ts';
import { profileUnder } from '../../../infra/simulation/run/profile-under.ts';
import { HandMade } from './invariants-record.ts';
import { attempt, B, batch, entry } from './invariants-scenes.ts';

type Case = { readonly good: () => HandMade; readonly bad: Readonly<Record<string, () => HandMade>> };

const rules = (more: Partial<CityRules> = {}) => profileUnder({ byClass: true, isBounded: false, floorBp: 0, isBlinded: false, ...more });
const idOf = (at: number): string => `9151080200000000${String(at).padStart(2, '0')}`;
const row = (code: string, at: number): string => `${idOf(at)},510802,F5211,${code},00000000,0000000000000000,001\n`;

/** Ten enterprises, of which two are of the riskiest class. */
const ROWS = [...'AAAABBBBDD'].map(row);
const WHOLE_D = { ...entry, classes: [{ code: 'D', ratio: '1/1', mandatory: true }], ratio: '1/2', exceedance: { ground: 'key-area', limitBp: 5000, reason: '' } };

/** The ten frozen by class, under a cap of five: two of D whole, and of the others four and two, as A and B divide what is left. */
const frozenByClass = ({ k = [2, 1, 2], asked = WHOLE_D as object, floorBp = 0, drawn = [0, 1, 4, 8, 9] } = {}): HandMade => {
  const strata = [...'ABD'].map((code, at) => ({ code, k: k[at] }));
  return new HandMade().under(rules({ floorBp }))
    .store('published', `draws/${B}/1/manifest.json`, JSON.stringify({ snapshot: { shards: [{}] }, item: { capBp: 5000, capUsed: 0, strata }, directoryStats: strata.map(({ code }) => ({ stratum: code })) }))
    .store('published', `draws/${B}/1/rows-0000.txt`, ROWS.join(''))
    .store('snapshots', `${B}/1/transcript.json`, JSON.stringify({ drawn: drawn.map(idOf) }))
    .put('lifecycle', batch('drawing', { entry: asked }), attempt({ stage: 'committing', quota: k.reduce((sum, one) => sum + one, 0) }))
    .put('lifecycle', attempt({ stage: 'published' }));
};

const targets = ROWS.map((line, at) => ({ pk: 'TARGET#00', sk: idOf(at), id: idOf(at), region: '510802', status: '001', creditClass: line.slice(32, 33) }));
const proposal = (no: number, asked: object) => ({ pk: 'YEAR#2026', sk: `PROPOSAL#2026-01-0${no}`, stage: 'submitted', proposalId: `2026-01-0${no}`, department: '01', year: 2026, content: { ...WHOLE_D, ...asked }, version: 1 });
const asked = (more: Partial<CityRules>, ...proposals: readonly object[]): HandMade =>
  new HandMade().under(rules(more)).put('registry', ...targets).put('lifecycle', ...proposals.map((content, at) => proposal(at + 1, content)));

const SALTS = ROWS.map((_, at) => String(at).padStart(32, '0'));
const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (line: string, salt: string): Buffer => sha256(Buffer.of(0), Buffer.from(salt, 'hex'), Buffer.from(line));
const nodeOf = (a: Buffer, b: Buffer): Buffer => sha256(Buffer.of(1), a, b);

/** Three rows that are not public, and the root of their leaves. */
const blinded = ({ salts = SALTS.slice(0, 3), isBlinded = true, root = '' } = {}): HandMade => {
  const [a, b, c] = ROWS.map((line, at) => leafOf(line, salts[at] ?? ''));
  const folded = a === undefined || b === undefined || c === undefined ? '' : nodeOf(nodeOf(a, b), c).toString('hex');
  return new HandMade().under(rules({ isBlinded: true }))
    .store('snapshots', `${B}/1/rows-0000.txt`, ROWS.slice(0, 3).join(''))
    .store('snapshots', `${B}/1/witness/salts-0000.txt`, `${salts.join('\n')}\n`)
    .store('published', `draws/${B}/1/manifest.json`, JSON.stringify({ snapshot: { shards: [{}], blinded: isBlinded, root: root === '' ? folded : root } }))
    .put('lifecycle', attempt({ stage: 'committing' }));
};

/** Of cities with rules of their own; see `invariants-cases.ts`. */
export const RULED_CASES: Readonly<Record<string, Case>> = {
  'classes-as-planned': {
    good: frozenByClass,
    bad: {
      'class D of batch-2026-001#1 is mandatory: 2 of it are to be drawn, and 1 are': () => frozenByClass({ k: [2, 2, 1] }),
      'class A of batch-2026-001#1 gives 1, by the plan 2': () => frozenByClass({ k: [1, 2, 2] }),
      'of class B 0 are drawn in batch-2026-001#1, its quota is 1': () => frozenByClass({ drawn: [0, 1, 2, 8, 9] }),
      'draws 1, the floor is 2': () => frozenByClass({ k: [0, 1, 0], floorBp: 2000, asked: { ...entry, exceedance: WHOLE_D.exceedance } }),
      'draws by A,B,D, the city by no class': () => frozenByClass().under(rules({ byClass: false })),
    },
  },
  'classes-as-planned, of what is proposed': {
    good: () => asked({}, {}, { classes: undefined, ratio: '1/10' }),
    bad: {
      'with classes, by which nobody draws': () => asked({ byClass: false }, {}),
      'with classes and a quantity': () => asked({}, { quantity: 2 }),
      'a quantity, which keeps no bounds': () => asked({ isBounded: true }, { quantity: 2, classes: undefined }),
      'with a ratio of class D outside its bounds': () => asked({ isBounded: true }, { classes: [{ code: 'D', ratio: '1/4', mandatory: true }] }),
      'with 1, the floor is 2': () => asked({ floorBp: 2000 }, { quantity: 1, classes: undefined }),
      '2 of 2026-01-01 must stay whole and 1 are left to it': () => asked({}, { ratio: '1/10' }, { quantity: 4, classes: undefined }),
    },
  },
  'blinded-stays-blinded': {
    good: blinded,
    bad: {
      'publishes the rows of a blinded directory': () => blinded({ isBlinded: false }),
      'do not give its root': () => blinded({ root: 'a'.repeat(64) }),
      'has 3 rows and 1 salts': () => blinded({ salts: Array.from({ length: 3 }, () => SALTS[0] ?? '') }),
      'rows-0000.txt tells a row': () => blinded().store('published', `draws/${B}/1/rows-0000.txt`, ROWS[0] ?? ''),
      'tells a salt': () => blinded().put('publication', { pk: 'DRAW', sk: 'x', salt: SALTS[1] }),
      'counts a blinded directory by class': () => blinded().store('published', `draws/${B}/1/fairness.json`, '{}'),
      'keeps back rows that are public here': () => blinded().under(rules()),
    },
  },
};
