import { describe, expect, test } from 'vitest';
import { jcs, parseCanonical } from './canonical.ts';
import { commitmentOf, manifestHash, openHash } from './ceremony.ts';
import { ticketsOf } from './check-targets.ts';
import { vectors } from './example.ts';
import { hashOf, prefixed, tag, unhex } from './hashing.ts';
import { drawInspectors, taskOrder } from './inspectors.ts';
import { leafHash, rootByPath, rootOfLines, rootOfNodes } from './merkle.ts';
import { quotas } from './quota.ts';
import { readRow } from './rows.ts';

const H = hashOf('SHA-256');
const lines = vectors.rows.map((row) => `${row}\n`);
const said = Object.entries(vectors.r).map(([id, value]) => ({ id, value })).sort((a, b) => (a.id < b.id ? -1 : 1));
const M0 = manifestHash(H, vectors.m0_jcs);
const ITEM = 'food-sales';

describe('[BY-1] written from the page alone, the worked values come out', () => {
  test('canonical JSON', () => expect(jcs(parseCanonical(Buffer.from(vectors.jcsSample), 'sample'))).toBe(vectors.jcsSample));

  test('rows, leaf, root and path', () => {
    expect(lines.map((line) => readRow(line).line)).toEqual(lines);
    expect(leafHash(H, lines[0] ?? '').toString('hex')).toBe(vectors.leaf0);
    expect(rootOfLines(H, lines).toString('hex')).toBe(vectors.root);
    expect(rootByPath(H, leafHash(H, lines[5] ?? ''), 5, lines.length, vectors.inclusion_index5.map(unhex))?.toString('hex')).toBe(vectors.root);
    expect(rootByPath(H, leafHash(H, lines[4] ?? ''), 5, lines.length, vectors.inclusion_index5.map(unhex))?.toString('hex')).not.toBe(vectors.root);
  });

  test('the trees that certificate transparency tests with', () => {
    const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((each) => leafHash(H, unhex(each)));
    for (const [size, root] of vectors.rfc6962) expect(rootOfNodes(H, leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  test('quotas', () => {
    for (const { in: [N, ratios, capBase, capBp, floorBp, mandatory], out } of vectors.quotaVectors) {
      const strata = N.map((eligible, h) => ({ eligible, ratio: (ratios[h] ?? []).join('/'), mandatory: mandatory[h] === 1 }));
      expect(quotas({ strata, capBase, capBp, floorBp, capUsed: 0 })).toEqual(out);
    }
  });

  test('M0, commitments and M1', () => {
    expect(M0.toString('hex')).toBe(vectors.M0);
    const commitments = said.map(({ id, value }) => ({ id, value: commitmentOf(H, M0, { id, value }).toString('hex') }));
    expect(commitments.map(({ value }) => value)).toEqual(vectors.commits);
    expect(openHash(H, M0, commitments).toString('hex')).toBe(vectors.M1);
  });

  test('tickets, thresholds and the firms drawn', () => {
    const ticket = ticketsOf(H, vectors.seed, ITEM);
    for (const { id, ticket: begins } of vectors.tickets) expect(ticket(id).slice(0, 16)).toBe(begins.slice(0, 16));
    const ranked = (stratum: string) => vectors.tickets.filter((each) => each.stratum === stratum).map(({ id }) => id).sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1));
    expect(Object.keys(vectors.thresholds).map((stratum) => ranked(stratum)[0])).toEqual(vectors.drawn);
    expect(vectors.drawn.map(ticket)).toEqual(Object.values(vectors.thresholds));
  });

  test('order, seats and load of the inspectors', () => {
    const seed = unhex(vectors.seed);
    expect(H(tag('sj-order/1'), seed, prefixed(ITEM), prefixed('01')).toString('hex')).toBe(vectors.S_ord);
    expect(H(tag('sj-assign/1'), seed, prefixed(ITEM), prefixed('01')).toString('hex')).toBe(vectors.S_asg);
    const tasks = vectors.drawn.map((id) => `${id}01`);
    expect(taskOrder(H, seed, ITEM, '01', tasks)).toEqual(vectors.taskOrder);
    const solution = drawInspectors(H, {
      seed, itemId: ITEM, department: '01', beta: 0, secret: Buffer.alloc(0), tasks, seats: 2,
      pool: () => ['0100001', '0100002', '0100003', '0100004'],
      isEligible: (task, officer) => !vectors.recusal.some(([of, who]) => of === task && who === officer),
      cap: () => 99,
    });
    expect(solution?.Bstar).toBe(vectors.Bstar);
    const own = solution?.tasks.map(({ taskId, seats }) => ({ task: taskId, officers: seats.map(({ officer }) => officer) })) ?? [];
    expect(own.toSorted((a, b) => (a.task < b.task ? -1 : 1))).toEqual(vectors.assignment);
  });
});
