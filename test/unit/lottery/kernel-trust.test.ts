import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Hasher, TicketKernel, TreeKernel } from '../../../shared/kernel/hash.ts';
import { hasher as systemHasher } from '../../../shared/draw/record/draw-crypto.ts';
import { rootOfRows } from '../../../shared/lottery/directory/merkle.ts';
import { SHARD_ROWS } from '../../../shared/lottery/directory/row.ts';
import { agreesOnTickets, agreesOnTrees } from '../../../shared/lottery/providers/check-kernel.ts';
import { eightLanes, MANY } from '../../../shared/lottery/providers/eight-lanes.ts';
import { FEWEST, treeKernel, withKernel } from '../../../shared/lottery/providers/kernel.ts';
import { nodeCrypto, nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { sha256 } from './example.ts';
import { four, TICKETS, trees } from './kernels.ts';
import { randomBytes } from './seeded.ts';

describe('kernels', () => {
  test('are used only if they agree with the plain hash: one wrong bit in any function is found', () => {
    expect([...TICKETS.map(([, tickets]) => agreesOnTickets(tickets, sha256)), agreesOnTrees(trees, sha256)]).toEqual([true, true, true, true]);
    const wrongTickets = (isWrong: (rows: Uint8Array) => boolean, at: (out: Uint32Array) => number): TicketKernel => (seed, rows, out) => {
      four(seed, rows, out);
      if (isWrong(rows)) out[at(out)] = (out[at(out)] ?? 0) ^ 1;
    };
    const wrongTree = (isWrong: (tag: number, messages: Uint8Array) => boolean): TreeKernel => (tag, messages, out) => {
      trees(tag, messages, out);
      if (isWrong(tag, messages)) out[out.length - 1] = (out.at(-1) ?? 0) ^ 0x80;
    };
    /** How many bytes the first two messages have in common. */
    const shared = (messages: Uint8Array): number => messages.findIndex((byte, i) => byte !== messages[64 + i]);
    const kinds = [(rows: Uint8Array) => shared(rows) < 8, (rows: Uint8Array) => shared(rows) >= 8 && shared(rows) < 12, (rows: Uint8Array) => shared(rows) >= 12];
    for (const kind of kinds) {
      for (const whole of [true, false]) {
        const isWrong = (rows: Uint8Array): boolean => kind(rows) && (rows.length % (8 * 64) === 0) === whole;
        for (const at of [() => 0, (out: Uint32Array) => out.length - 1]) expect(agreesOnTickets(wrongTickets(isWrong, at), sha256)).toBe(false);
      }
    }
    for (const tag of [0, 1]) for (const end of [true, false]) expect(agreesOnTrees(wrongTree((t, messages) => t === tag && (messages[63] === 0x0a) === end), sha256)).toBe(false);
  });

  test('that do not agree are not used', async () => {
    vi.resetModules();
    vi.doMock('../../../shared/lottery/providers/check-kernel.ts', () => ({ agreesOnTickets: () => false, agreesOnTrees: () => false }));
    const { fourLanes: fresh, treeKernel: freshTrees } = await import('../../../shared/lottery/providers/kernel.ts');
    const { eightLanes: freshEight } = await import('../../../shared/lottery/providers/eight-lanes.ts');
    expect([fresh(sha256, 1e6), freshTrees(sha256), freshEight(sha256, 1e6), freshEight(sha256, MANY)]).toEqual([undefined, undefined, undefined, undefined]);
    vi.doUnmock('../../../shared/lottery/providers/check-kernel.ts');
    vi.resetModules();
  });

  describe.runIf(process.arch === 'x64' && process.versions.v8.startsWith('13.6.'))('where the engine joins vectors', () => {
    test('are two for tickets, of which that of eight lanes is for whole shards; the system draws with it, and nobody else', () => {
      const eight = eightLanes(sha256, MANY);
      expect(eight).not.toBe(four);
      expect([eightLanes(sha256, MANY), eightLanes(sha256, MANY - 1), MANY]).toEqual([eight, four, SHARD_ROWS]);
      expect([systemHasher.tickets?.(MANY), systemHasher.trees?.(MANY)]).toEqual([eight, treeKernel(sha256)]);
      expect(withKernel(nodeCrypto).hasher('SHA-256').tickets?.(MANY)).toBe(four);
    });

    test('all three functions of eight lanes are joined, also beside the same ones unjoined, and nothing that is compiled later', () => {
      const at = (file: string): string => JSON.stringify(new URL(`../../../shared/lottery/${file}`, import.meta.url));
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--trace-wasm-revectorize', '--input-type=module', '-e', `
        import { ticketModule, ticketsOf } from ${at('kernel/kernel.ts')};
        import { eightLanes, MANY } from ${at('providers/eight-lanes.ts')};
        import { nodeHasher } from ${at('providers/node.ts')};
        const twin = ticketsOf(new WebAssembly.Module(ticketModule(8)));
        const before = eightLanes(nodeHasher('SHA-256'), ${MANY});
        console.log('MADE');
        new WebAssembly.Module(new Uint8Array([...ticketModule(8), 0, 2, 1, 0x39]));
        for (let i = 0; i < 300; i += 1) twin(new Uint8Array(32), new Uint8Array(4096 * 64), new Uint32Array(8192));
      `], { encoding: 'utf8', maxBuffer: 2 ** 28 });
      expect([status, stderr.includes('rror')]).toEqual([0, false]);
      const [making = '', later = ''] = stdout.split('MADE');
      expect(making.match(/Decide to vectorize, [1-9]\d* revectorizable nodes/g)).toHaveLength(3);
      expect(later.includes('Revec')).toBe(false);
    });
  });
});

describe('where the kernel is not to be had, the plain hash stays', () => {
  afterEach(() => void vi.unstubAllGlobals());

  test('for SM3', () => {
    const sm3: Hasher = withKernel(nodeCrypto).hasher('SM3');
    expect([sm3.tickets, sm3.trees]).toEqual([undefined, undefined]);
    expect(rootOfRows(sm3, randomBytes(64 * 9, 1))).toBe(rootOfRows(nodeHasher('SM3'), randomBytes(64 * 9, 1)));
  });

  test('for blocks so small that making the kernel would take longer', () => {
    const hasher = withKernel(nodeCrypto).hasher('SHA-256');
    expect([hasher.tickets?.(FEWEST - 1), hasher.trees?.(FEWEST - 1), hasher.tickets?.(FEWEST), hasher.trees?.(FEWEST)]).toEqual([undefined, undefined, four, trees]);
  });

  test('in an engine without WebAssembly, or without its 128-bit instructions', async () => {
    for (const engine of [undefined, { validate: () => false }]) {
      vi.resetModules();
      vi.stubGlobal('WebAssembly', engine);
      const { kernelHasher: fresh } = await import('../../../shared/lottery/providers/kernel.ts');
      expect([fresh(sha256, 1).tickets?.(1e6), fresh(sha256, 1).trees?.(1e6)]).toEqual([undefined, undefined]);
      expect(rootOfRows(fresh(sha256, 1), randomBytes(64 * 9, 2))).toBe(rootOfRows(sha256, randomBytes(64 * 9, 2)));
    }
  });
});
