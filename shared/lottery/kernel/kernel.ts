import type { BlockHasher } from '../../kernel/hash.ts';
import { DIFFERENCES, GIVEN, WORK_BYTES, type Abreast } from './abreast.ts';
import { newConstants } from './constants.ts';
import { ticketFunction } from './ticket-code.ts';
import { linesFunction, treeFunction } from './tree-code.ts';
import { encodeModule } from './wasm-encoding.ts';

/** Messages of 64 bytes that lie in the kernel's memory at one time: so few that they are still in the nearest cache when they are hashed. */
export const KERNEL_MESSAGES = 512;

const PAGE = 2 ** 16;
const MESSAGE = 64;
const DIGEST = 32;
const PREFIX = 8;
const TAG_BIT = 24;

/** Where things lie in the kernel's memory. In front of the messages one byte is read, behind them up to seven messages. */
const MESSAGES = 2 ** 14;
const WORKPLACE = MESSAGES - 2 ** 10;
const OUT = MESSAGES + KERNEL_MESSAGES * MESSAGE;
const PAGES = Math.ceil((OUT + KERNEL_MESSAGES * DIGEST) / PAGE);

/** The kernel as a WebAssembly module that hashes so many messages at once, made by the generator: the same bytes every time. */
export const kernelModule = (atOnce: Abreast): Uint8Array<ArrayBuffer> => {
  const constants = newConstants();
  const functions = [...[0, 2, 3].map((shared) => ticketFunction(constants, atOnce, shared)), treeFunction(constants, atOnce), linesFunction(constants, atOnce)];
  const known = constants.bytes();
  if (known.length > WORKPLACE || WORK_BYTES >= MESSAGES - WORKPLACE) throw new RangeError(`${known.length} bytes of constants leave no room for the work`);
  return encodeModule(functions, PAGES, known);
};

type Routine = (from: number, out: number, end: number, work: number) => void;
type Exports = { readonly memory: WebAssembly.Memory } & Readonly<Record<'tickets0' | 'tickets2' | 'tickets3' | 'tree' | 'lines', Routine>>;

/** The block functions of a compiled kernel. They share its memory, so an instance belongs to one thread. */
export const kernelOf = (module: WebAssembly.Module): BlockHasher => {
  const { memory, tickets0, tickets2, tickets3, tree, lines } = new WebAssembly.Instance(module).exports as unknown as Exports;
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  const words = new Uint32Array(memory.buffer, MESSAGES, (KERNEL_MESSAGES * MESSAGE) / 4);
  const differences = new Uint32Array(memory.buffer, WORKPLACE + DIFFERENCES, 4);
  const prefixes = new Uint32Array(memory.buffer, OUT, (KERNEL_MESSAGES * PREFIX) / 4);
  /** Gives the functions the word that four bytes, the highest first, are. */
  const give = (word: number, source: DataView, at: number): void => view.setUint32(WORKPLACE + GIVEN + word * 4, source.getUint32(at), true);
  /** Lays one part after another into the kernel's memory. */
  const inParts = (messages: Uint8Array, hash: (from: number, count: number) => void): void => {
    const all = messages.length / MESSAGE;
    for (let from = 0; from < all; from += KERNEL_MESSAGES) {
      const count = Math.min(KERNEL_MESSAGES, all - from);
      bytes.set(messages.subarray(from * MESSAGE, (from + count) * MESSAGE), MESSAGES);
      hash(from, count);
    }
  };
  return {
    ticketPrefixes: (itemSeed, rows, out) => {
      const seed = new DataView(itemSeed.buffer, itemSeed.byteOffset, itemSeed.byteLength);
      for (let word = 0; word < 8; word += 1) give(word, seed, word * 4);
      inParts(rows, (from, count) => {
        for (let word = 0; word < 3; word += 1) give(8 + word, view, MESSAGES + word * 4);
        const last = ((count - 1) * MESSAGE) / 4;
        const shared = (word: number): boolean => words[word] === words[last + word];
        // A directory lies in the order of its ids: where the first and the last row begin alike, so do all between. If not, it is told.
        const hash = shared(0) && shared(1) ? (shared(2) ? tickets3 : tickets2) : tickets0;
        hash(MESSAGES, OUT, MESSAGES + count * MESSAGE, WORKPLACE);
        if (differences.some((word) => word !== 0)) {
          differences.fill(0);
          tickets0(MESSAGES, OUT, MESSAGES + count * MESSAGE, WORKPLACE);
        }
        out.set(prefixes.subarray(0, count * 2), from * 2);
      });
    },
    treeHashes: (tag, messages, out) => {
      view.setUint32(WORKPLACE + GIVEN, tag << TAG_BIT, true);
      inParts(messages, (from, count) => {
        const hash = endInNewlines(messages, from, count) ? lines : tree;
        hash(MESSAGES - 1, OUT, MESSAGES - 1 + count * MESSAGE, WORKPLACE);
        out.set(bytes.subarray(OUT, OUT + count * DIGEST), from * DIGEST);
      });
    },
  };
};

const NEWLINE = 0x0a;

const endInNewlines = (messages: Uint8Array, from: number, count: number): boolean => {
  for (let message = from; message < from + count; message += 1) if (messages[message * MESSAGE + MESSAGE - 1] !== NEWLINE) return false;
  return true;
};
