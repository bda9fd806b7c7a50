import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { commitmentOf, contextHash, openHash } from '../../../shared/lottery/ceremony/ceremony.ts';
import { drawSeats } from '../../../shared/lottery/seats/draw-seats.ts';
import { findFeasible } from '../../../shared/lottery/seats/feasible-seats.ts';
import { inclusionPath, isIncluded } from '../../../shared/lottery/directory/inclusion.ts';
import { leafHash, rootOfLeaves, rootOfRows } from '../../../shared/lottery/directory/merkle.ts';
import { computeQuota } from '../../../shared/lottery/manifest/quota.ts';
import { parseRow } from '../../../shared/lottery/directory/row.ts';
import { seatProblem } from '../../../shared/lottery/seats/seat-problem.ts';
import { orderTasks } from '../../../shared/lottery/seats/seat-stream.ts';
import { assignSeed, itemSeed, orderSeed } from '../../../shared/lottery/targets/seeds.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { ticketOf } from '../../../shared/lottery/targets/tickets.ts';
import type { DrawItem, Officer } from '../../../shared/lottery/types.ts';
import { must, sha256 } from './example.ts';

const vectors = JSON.parse(readFileSync(new URL('./vectors/draw-vectors.json', import.meta.url), 'utf8'));
const rows: readonly string[] = vectors.rows.map((row: string) => `${row}\n`);
const bytes = utf8(rows.join(''));
const leaves = rows.map((row) => leafHash(sha256, utf8(row)));
const item: DrawItem = {
  itemId: 'food-sales',
  // The vectors exclude the one firm last inspected in 2025.
  frame: { inspectedBefore: '20250101' },
  excluded: { root: '', count: 0 },
  strata: ['A', 'B', 'C', 'D'].map((code, h) => ({ code, eligible: vectors.N[h], ratio: '1/1', mandatory: false, k: vectors.k[h] })),
  reserve: 0, capBp: 0, floorBp: 0, capBase: 0, capUsed: 0,
};

describe('the worked values of the draw', () => {
  test('rows, leaf, root and inclusion path', () => {
    for (const row of rows) expect(parseRow(row).ok).toBe(true);
    expect(toHex(leaves[0] as Uint8Array)).toBe(vectors.leaf0);
    expect(rootOfRows(sha256, bytes)).toBe(vectors.root);
    expect(inclusionPath(sha256, leaves, 5)).toEqual(vectors.inclusion_index5);
    expect(isIncluded(sha256, { leaf: leaves[5] as Uint8Array, index: 5, size: 12, path: vectors.inclusion_index5, root: vectors.root })).toBe(true);
  });

  test('the trees of RFC 6962', () => {
    const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    for (const [n, root] of vectors.rfc6962) {
      expect(rootOfLeaves(sha256, entries.slice(0, n).map((entry) => leafHash(sha256, fromHex(entry))))).toBe(root);
    }
    expect(rootOfLeaves(sha256, [])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('[GY-13] quotas, with cap, floor and mandatory strata', () => {
    for (const { in: [N, ratios, capBase, capBp, floorBp, mandatory], out } of vectors.quotaVectors) {
      const strata = N.map((eligible: number, h: number) => ({ eligible, ratio: ratios[h].join('/'), mandatory: mandatory[h] === 1 }));
      expect(must(computeQuota({ strata, capBase, capBp, floorBp, capUsed: 0 })).k).toEqual(out);
    }
  });

  test('canonical JSON, M0, commitments and M1', () => {
    expect(canonicalJson(JSON.parse(vectors.jcsSample))).toBe(vectors.jcsSample);
    const M0 = contextHash(sha256, vectors.m0_jcs);
    expect(M0).toBe(vectors.M0);
    const ids = ['discipline', 'food', 'notary'];
    const commitments = ids.map((id) => ({ id, value: commitmentOf(sha256, M0, id, vectors.r[id]) }));
    expect(commitments.map(({ value }) => value)).toEqual(vectors.commits);
    expect(openHash(sha256, M0, commitments.toReversed())).toBe(vectors.M1);
  });

  test('[GY-12] S_item, tickets, thresholds and drawn targets', () => {
    const seed = itemSeed(sha256, vectors.seed, 'food-sales');
    expect(seed).toBe(vectors.S_item);
    for (const { id, ticket } of vectors.tickets) expect(ticketOf(sha256, seed, id).slice(0, 16)).toBe(ticket.slice(0, 16));
    const targets = drawTargets(sha256, { item, seed: vectors.seed, shards: [bytes], excluded: [] });
    expect(targets.drawn).toEqual(vectors.drawn);
    expect(Object.fromEntries(targets.strata.map(({ code, tau }) => [code, tau]))).toEqual(vectors.thresholds);
  });

  test('[BY-4] S_ord, S_asg, the order of tasks and every seat', () => {
    const S_ord = orderSeed(sha256, vectors.seed, 'food-sales', '01');
    const S_asg = assignSeed(sha256, vectors.seed, 'food-sales', '01', null);
    expect([S_ord, S_asg]).toEqual([vectors.S_ord, vectors.S_asg]);
    const officers = ['0100001', '0100002', '0100003', '0100004'].map((id): Officer => ({
      id, department: '01', regions: ['310115'], specialties: [], validFrom: '20260101', validTo: '20261231', cap: 99, lastVisited: [],
    }));
    const problem = seatProblem(
      {
        department: { code: '01', seats: 2 },
        officers,
        recusals: vectors.recusal.map(([task, officerId]: [string, string]) => ({ officerId, targetId: task.slice(0, 18), salt: '' })),
        visit: { from: '20260401', to: '20260430' },
      },
      vectors.drawn.map((id: string) => ({ id, region: '310115' })),
    );
    const tasks = orderTasks(sha256, S_ord, problem.tasks);
    expect(tasks.map(({ taskId }) => taskId)).toEqual(vectors.taskOrder);
    const found = findFeasible({ ...problem, tasks });
    if (!found.feasible) throw new Error('feasible by the vectors');
    expect(found.Bstar).toBe(vectors.Bstar);
    const seats = drawSeats(sha256, found.board, () => S_asg);
    const assignment = tasks.map(({ taskId }, t) => ({ task: taskId, officers: seats[t]?.map(({ officer }) => officer) }));
    expect(assignment.toSorted((a, b) => (a.task < b.task ? -1 : 1))).toEqual(vectors.assignment);
  });
});
