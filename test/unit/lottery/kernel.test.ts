import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Suite, TicketKernel } from '../../../shared/kernel/hash.ts';
import { concat, fromHex, toHex, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { KERNEL_MESSAGES, ticketModule, treeModule } from '../../../shared/lottery/kernel/kernel.ts';
import { INITIAL_VALUE, ROUND_CONSTANTS } from '../../../shared/lottery/kernel/sha256-constants.ts';
import { foldPackedLeaves, leafHash, rootOfLeaves, rootOfRows } from '../../../shared/lottery/directory/merkle.ts';
import { kernelHasher } from '../../../shared/lottery/providers/kernel.ts';
import { nodeCrypto, nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { verifyDraw } from '../../../shared/lottery/verifier/verify.ts';
import { sha256 } from './example.ts';
import { TICKETS, trees } from './kernels.ts';
import { exampleFiles, failedSteps, memorySource } from './memory-source.ts';
import { randomBytes } from './seeded.ts';

const vectors = JSON.parse(readFileSync(new URL('./vectors/draw-vectors.json', import.meta.url), 'utf8'));

const plainPrefixes = (seed: Uint8Array, rows: Uint8Array): readonly string[] =>
  Array.from({ length: rows.length / 64 }, (_, i) => sha256.hex(concat(seed, rows.subarray(i * 64, i * 64 + 18))).slice(0, 16));
const prefixesBy = (tickets: TicketKernel) => (seed: Uint8Array, rows: Uint8Array): readonly string[] => {
  const out = new Uint32Array(rows.length / 32);
  tickets(seed, rows, out);
  const hex = (n: number): string => (out[n] ?? 0).toString(16).padStart(8, '0');
  return Array.from({ length: rows.length / 64 }, (_, i) => hex(i * 2) + hex(i * 2 + 1));
};
const plainHashes = (tag: number, messages: Uint8Array): string =>
  Array.from({ length: messages.length / 64 }, (_, i) => sha256.hex(concat(Uint8Array.of(tag), messages.subarray(i * 64, i * 64 + 64)))).join('');
const kernelHashes = (tag: 0 | 1, messages: Uint8Array): string => {
  const out = new Uint8Array(messages.length / 2);
  trees(tag, messages, out);
  return toHex(out);
};

test('the kernels are made by their generator, the same bytes every time, and their constants are those of FIPS 180-4', () => {
  for (const make of [() => ticketModule(4), () => ticketModule(8), treeModule]) {
    const [once, again] = [make(), make()];
    expect(WebAssembly.validate(once)).toBe(true);
    expect(Buffer.from(once).equals(again)).toBe(true);
  }
  expect([ROUND_CONSTANTS[0], ROUND_CONSTANTS[63], INITIAL_VALUE[0], INITIAL_VALUE[7]]).toEqual([0x428a2f98, 0xc67178f2, 0x6a09e667, 0x5be0cd19]);
});

const AROUND_ONE_CALL = [1, 2, 3, 4, 5, 7, 8, 9, KERNEL_MESSAGES - 1, KERNEL_MESSAGES, KERNEL_MESSAGES + 1, KERNEL_MESSAGES * 2 + 3];
const bytes = (min: number, max: number) => fc.uint8Array({ minLength: min, maxLength: max });
const messagesOf64 = fc.integer({ min: 0, max: 17 }).chain((n) => bytes(n * 64, n * 64));

describe.each(TICKETS)('the kernel of %s for tickets', (_, tickets) => {
  const kernelPrefixes = prefixesBy(tickets);

  test('[GY-12] gives the first 64 bits of every worked ticket', () => {
    const rows = utf8(vectors.rows.map((row: string) => `${row}\n`).join(''));
    const prefixOf = new Map(vectors.tickets.map(({ id, ticket }: { id: string; ticket: string }) => [id, ticket.slice(0, 16)]));
    const prefixes = kernelPrefixes(fromHex(vectors.S_item), rows);
    expect(prefixes).toEqual(plainPrefixes(fromHex(vectors.S_item), rows));
    for (const [i, row] of vectors.rows.entries()) expect([undefined, prefixes[i]]).toContain(prefixOf.get(row.slice(0, 18)));
  });

  test('equals the plain hash on random rows and seeds of any bytes', () => {
    fc.assert(fc.property(bytes(32, 32), messagesOf64, (seed, rows) => void expect(kernelPrefixes(seed, rows)).toEqual(plainPrefixes(seed, rows))), { seed: 4, numRuns: 300 });
  });

  test('equals the plain hash on rows that begin alike, and where one between the first and the last does not', () => {
    for (const shared of [8, 12, 16]) {
      for (const n of [1, 2, 7, KERNEL_MESSAGES, KERNEL_MESSAGES * 2 + 3]) {
        const rows = randomBytes(n * 64, n);
        for (let at = 0; at < rows.length; at += 64) rows.copyWithin(at, 0, shared);
        const seed = rows.slice(0, 32);
        expect(kernelPrefixes(seed, rows)).toEqual(plainPrefixes(seed, rows));
        for (const byte of [0, 7, 8, 11]) {
          const stranger = rows.slice();
          stranger[(n >> 1) * 64 + byte] = (stranger[byte] ?? 0) ^ 1;
          expect(kernelPrefixes(seed, stranger)).toEqual(plainPrefixes(seed, stranger));
          // The stranger leaves nothing behind.
          expect(kernelPrefixes(seed, rows)).toEqual(plainPrefixes(seed, rows));
        }
      }
    }
  });

  test('equals the plain hash at every number of rows around what one call takes', () => {
    for (const n of AROUND_ONE_CALL) {
      const rows = randomBytes(n * 64, n);
      expect(kernelPrefixes(rows.slice(0, 32), rows)).toEqual(plainPrefixes(rows.slice(0, 32), rows));
    }
  });

  test('one seed after another leaves nothing behind of the one before', () => {
    const rows = randomBytes(64 * 5, 1);
    const seeds = [1, 2, 3].map((n) => randomBytes(32, n));
    for (const seed of [...seeds, ...seeds.toReversed()]) expect(kernelPrefixes(seed, rows)).toEqual(plainPrefixes(seed, rows));
  });

  test('[BY-1] a whole published draw verifies with it', async () => {
    const withIt = { ...nodeCrypto, hasher: (suite: Suite) => kernelHasher(nodeHasher(suite), 1, () => tickets) };
    const report = await verifyDraw(withIt, memorySource(exampleFiles()));
    expect(failedSteps(report)).toEqual([]);
    expect(report).toEqual(await verifyDraw(nodeCrypto, memorySource(exampleFiles())));
  });
});

describe('the kernel for trees', () => {
  // From one message on, so that small trees go through it too.
  const kernel = kernelHasher(sha256, 1);
  const equalsPlain = (messages: Uint8Array): boolean => ([0, 1] as const).every((tag) => kernelHashes(tag, messages) === plainHashes(tag, messages));

  test('equals the plain hash on random messages of any bytes', () => {
    fc.assert(fc.property(messagesOf64, equalsPlain), { seed: 4, numRuns: 300 });
  });

  test('equals the plain hash on messages that all end in a newline, and where one of them does not', () => {
    for (const n of [1, 5, KERNEL_MESSAGES, KERNEL_MESSAGES + 2]) {
      const messages = randomBytes(n * 64, n);
      for (let end = 63; end < messages.length; end += 64) messages[end] = 0x0a;
      expect(equalsPlain(messages)).toBe(true);
      messages[messages.length - 1] = 0x0b;
      expect(equalsPlain(messages)).toBe(true);
    }
  });

  test('equals the plain hash at every number of messages around what one call takes', () => {
    for (const n of AROUND_ONE_CALL) expect([n, equalsPlain(randomBytes(n * 64, n))]).toEqual([n, true]);
  });

  test('folds every size of tree in place to the plain root, and the trees of RFC 6962', () => {
    for (let n = 0; n <= 70; n += 1) {
      const leaves = randomBytes(n * 32, n);
      expect(toHex(foldPackedLeaves(kernel, leaves.slice()))).toBe(toHex(foldPackedLeaves(sha256, leaves.slice())));
    }
    for (const n of [0, 1, 3, 4095, 4096, 4097, 8192, 8193, 12_291]) {
      const rows = randomBytes(n * 64, n);
      const leaves = Array.from({ length: n }, (_, i) => leafHash(sha256, rows.subarray(i * 64, i * 64 + 64)));
      expect([rootOfRows(kernel, rows), rootOfRows(sha256, rows)]).toEqual([rootOfLeaves(sha256, leaves), rootOfLeaves(sha256, leaves)]);
    }
    expect(rootOfRows(kernel, utf8(vectors.rows.map((row: string) => `${row}\n`).join('')))).toBe(vectors.root);
    const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    for (const [n, root] of vectors.rfc6962) expect(rootOfLeaves(kernel, entries.slice(0, n).map((entry) => leafHash(kernel, fromHex(entry))))).toBe(root);
  });
});
