import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { drawExperts, expertListText, expertsDrawnText } from '../../../shared/lottery/seats/experts.ts';
import type { ExpertCandidate, ExpertList, WantedField } from '../../../shared/lottery/expert-types.ts';
import { linesToText } from '../../../shared/lottery/encoding/list-text.ts';
import { manifestHash } from '../../../shared/lottery/manifest/manifest.ts';
import { rootOfLines } from '../../../shared/lottery/directory/merkle.ts';
import { recusalLines } from '../../../shared/lottery/directory/recusals.ts';
import type { Recusal } from '../../../shared/lottery/types.ts';
import { sha256 } from './example.ts';
import { failedSteps, overall, uncheckedNames, verifyFiles, type Files } from './memory-source.ts';
import { directoriesOf, rehearseDraw } from './rehearse-draw.ts';
import { hexOf, idOf } from './seeded.ts';

const SETUP = { firms: 60, quantity: 6, reserve: 2 };
const plain = rehearseDraw(SETUP);
const { manifest, transcript } = plain;
const { shards, secret } = directoriesOf(SETUP);
const reserveIds = transcript.reserve.flatMap(({ ids }) => ids);
const places = drawnTargets(shards, [...transcript.drawn, ...reserveIds]);
const candidate = (n: number, more: Partial<ExpertCandidate> = {}): ExpertCandidate => ({ id: `E01${String(n).padStart(4, '0')}`, fields: ['特种设备'], regions: ['3101'], cap: 20, ...more });
const LIBRARY = [1, 2, 3, 4, 5].map((n) => candidate(n));

interface Given { readonly candidates?: readonly ExpertCandidate[]; readonly wanted?: readonly WantedField[]; readonly recusals?: readonly Recusal[]; readonly seed?: string }

/** A draw with its experts, everyone honest. */
const withExperts = ({ candidates = LIBRARY, wanted = [{ field: '特种设备', count: 1 }], recusals = [], seed = transcript.seed }: Given = {}) => {
  const list: ExpertList = {
    spec: 'sj-experts/1', planId: manifest.planId, drawNo: manifest.drawNo, M0: manifestHash(sha256, manifest), visit: manifest.visit, wanted, candidates,
    recusals: { root: rootOfLines(sha256, recusalLines(recusals)), count: recusals.length }, blinded: recusals.length > 0,
  };
  const drawn = drawExperts(sha256, { list, seed, secret, recusals, drawn: places.slice(0, transcript.drawn.length), reserve: places.slice(transcript.drawn.length) });
  const files: Files = {
    ...plain.files, 'experts.json': expertListText(list), 'experts-drawn.json': expertsDrawnText(drawn),
    ...(recusals.length === 0 ? {} : { 'witness/expert-recusals.txt': linesToText(recusalLines(recusals)) }),
  };
  return { list, drawn, files };
};

describe('the experts’ draw', () => {
  test('[SM-4] follows from the published seed by one hash for each candidate, and anyone computes it again', () => {
    const { drawn } = withExperts();
    expect(drawn.visits.map(({ target, reserve }) => [target, reserve])).toEqual([...transcript.drawn.map((id) => [id, false]), ...reserveIds.map((id) => [id, true])]);
    const S = sha256.hex(Buffer.concat([Buffer.from('sj-experts/1\0'), Buffer.from(transcript.seed, 'hex'), Buffer.from([0, 0, 0, 12]), Buffer.from('特种设备')]));
    const ticket = (target: string, id: string): string => sha256.hex(Buffer.concat([Buffer.from(S, 'hex'), Buffer.from(target), Buffer.from([0, 0, 0, 7]), Buffer.from(id)]));
    for (const { target, experts } of drawn.visits) {
      const first = LIBRARY.map(({ id }) => id).sort((a, b) => (ticket(target, a) < ticket(target, b) ? -1 : 1))[0];
      expect(experts).toEqual([{ field: '特种设备', ids: [first], open: 0 }]);
    }
  });

  test('[NR-3] nobody is sent where they are recused from, and w hides who was passed over', () => {
    const before = withExperts().drawn.visits[0];
    const passedOver = before?.experts[0]?.ids[0] ?? '';
    const recusals = [{ officerId: passedOver, targetId: before?.target ?? '', salt: '0'.repeat(32) }];
    for (let n = 0; n < 40; n++) {
      const seed = hexOf(n + 1);
      expect(withExperts({ recusals, seed }).drawn.visits.find(({ target }) => target === before?.target)?.experts[0]?.ids).not.toContain(passedOver);
    }
    expect(withExperts({ recusals: [{ ...recusals[0], targetId: idOf(9999), officerId: 'E999999', salt: '0'.repeat(32) }] }).drawn.visits).not.toEqual(withExperts().drawn.visits);
  });

  test('a cap, a region, a qualification and a field keep people out; what nobody can take stays open', () => {
    const wanted = [{ field: '特种设备', count: 2 }, { field: '消防', count: 1 }];
    const candidates = [
      candidate(1, { cap: 1 }), candidate(2, { regions: ['44'] }), candidate(3, { validFrom: '20200101', validTo: '20260429' }), candidate(4, { fields: ['计量'] }), candidate(5, { fields: ['消防', '特种设备'], cap: 2 }),
    ];
    const { drawn } = withExperts({ candidates, wanted });
    const taken = drawn.visits.flatMap(({ experts }) => experts.flatMap(({ ids }) => ids));
    expect(taken.filter((id) => id === 'E010001')).toHaveLength(1);
    expect(taken.filter((id) => id === 'E010005')).toHaveLength(2);
    expect(new Set(taken)).toEqual(new Set(['E010001', 'E010005']));
    for (const { experts } of drawn.visits) expect(new Set(experts.flatMap(({ ids }) => ids)).size).toBe(experts.flatMap(({ ids }) => ids).length);
    expect(drawn.visits.reduce((sum, { experts }) => sum + experts.reduce((open, field) => open + field.open, 0), 0)).toBe(drawn.visits.length * 3 - 3);
  });

  test('equal candidates are drawn equally often (χ², 4 degrees of freedom, p = 0.001)', () => {
    const counts = new Map<string, number>(LIBRARY.map(({ id }) => [id, 0]));
    for (let n = 0; n < 250; n++) {
      for (const { experts } of withExperts({ seed: hexOf(7000 + n) }).drawn.visits) for (const id of experts.flatMap(({ ids }) => ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const expected = total / LIBRARY.length;
    expect(total).toBe(250 * places.length);
    expect([...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(18.47);
  });
});

describe('the verifier', () => {
  const recused = [{ officerId: 'E010002', targetId: transcript.drawn[0] ?? '', salt: 'ab'.repeat(16) }];

  test('[BY-1] draws the experts again, and names what only the trail can show', async () => {
    for (const given of [{}, { recusals: recused }]) {
      const report = await verifyFiles(withExperts(given).files);
      expect(failedSteps(report)).toEqual([]);
      expect(report.steps[4]?.findings).toContainEqual({ status: 'PASS', what: 'every expert', evidence: `${places.length} visits drawn again` });
      expect(uncheckedNames(report)).toContain('experts.json stood before the seed');
    }
  });

  test('says nothing of experts where none were asked for', async () => {
    expect(overall(await verifyFiles(plain.files))).not.toContain('expert');
  });

  test('[NR-3] without the witness files it says that the experts are unchecked', async () => {
    const report = await verifyFiles({ ...withExperts({ recusals: recused }).files, 'witness/secret.txt': null, 'witness/expert-recusals.txt': null });
    expect([failedSteps(report), uncheckedNames(report)]).toEqual([[], expect.arrayContaining(['recusals of experts', 'every expert'])]);
  });

  const { list, drawn, files } = withExperts({ recusals: recused });
  const swap = drawn.visits.map((visit, at) => (at === 1 ? { ...visit, experts: [{ field: '特种设备', ids: visit.experts[0]?.ids[0] === 'E010001' ? ['E010003'] : ['E010001'], open: 0 }] } : visit));
  test.each<readonly [string, Files]>([
    ['another expert at one visit', { 'experts-drawn.json': expertsDrawnText({ ...drawn, visits: swap }) }],
    ['a list made afterwards', { 'experts.json': expertListText({ ...list, candidates: LIBRARY.slice(1) }) }],
    ['a list for another manifest', { 'experts.json': expertListText({ ...list, M0: hexOf(5) }) }],
    ['a recusal left out', { 'witness/expert-recusals.txt': linesToText([]) }],
    ['another seed', { 'experts-drawn.json': expertsDrawnText({ ...drawn, seed: hexOf(5) }) }],
    ['a list that is not blinded though there are recusals', { 'experts.json': expertListText({ ...list, blinded: false }) }],
    ['bytes that are not canonical', { 'experts.json': `${expertListText(list)}\n` }],
    ['a visit left out', { 'experts-drawn.json': canonicalJson({ ...drawn, visits: drawn.visits.slice(1) }) }],
    ['a result without its list', { 'experts.json': null }],
  ])('[BY-1] finds %s', async (_, change) => {
    expect(failedSteps(await verifyFiles({ ...files, ...change }))).toEqual([4]);
  });
});
