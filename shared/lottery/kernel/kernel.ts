import type { TicketKernel, TreeKernel } from '../../kernel/hash.ts';
import type { Abreast } from './abreast.ts';
import { newConstants, type Constants } from './constants.ts';
import { DIFFERENCES, GIVEN, ticketFunction, WORK_BYTES } from './ticket-code.ts';
import { linesFunction, treeFunction } from './tree-code.ts';
import { encodeModule, type WasmFunction } from './wasm-encoding.ts';

/** Messages of 64 bytes that lie in the kernel's memory at one time: so few that they are still in the nearest cache when they are hashed. */
export const KERNEL_MESSAGES = 512;

const PAGE = 2 ** 16;
const MESSAGE = 64;
const DIGEST = 32;
const PREFIX = 8;
const TAG_BIT = 24;

/** Where things lie in the kernel's memory. In front of the messages one byte is read, behind them up to seven messages. */
const MESSAGES = 2 ** 14;
const WORK = MESSAGES - 2 ** 9;
const OUT = MESSAGES + KERNEL_MESSAGES * MESSAGE;
const PAGES = Math.ceil((OUT + KERNEL_MESSAGES * DIGEST) / PAGE);

const moduleOf = (write: (constants: Constants) => readonly WasmFunction[]): Uint8Array<ArrayBuffer> => {
  const constants = newConstants();
  const functions = write(constants);
  const known = constants.bytes();
  if (known.length > WORK || WORK + WORK_BYTES >= MESSAGES) throw new RangeError(`${known.length} bytes of constants leave no room for the work`);
  return encodeModule(functions, PAGES, known);
};

/** The kernel for tickets as a WebAssembly module, made by the generator: the same bytes every time. */
export const ticketModule = (atOnce: Abreast): Uint8Array<ArrayBuffer> => moduleOf((constants) => [0, 2, 3].map((shared) => ticketFunction(constants, atOnce, shared)));

/** The kernel for trees, of four lanes, likewise. */
export const treeModule = (): Uint8Array<ArrayBuffer> => moduleOf((constants) => [treeFunction(constants), linesFunction(constants)]);

type Routine = (from: number, out: number, end: number, what: number) => void;

/** An instance's memory, into which messages are laid one part after another. It belongs to one thread. */
const opened = <Name extends string>(module: WebAssembly.Module) => {
  const { memory, ...routines } = new WebAssembly.Instance(module).exports as unknown as { readonly memory: WebAssembly.Memory };
  const bytes = new Uint8Array(memory.buffer);
  const inParts = (messages: Uint8Array, hash: (from: number, count: number) => void): void => {
    const all = messages.length / MESSAGE;
    for (let from = 0; from < all; from += KERNEL_MESSAGES) {
      const count = Math.min(KERNEL_MESSAGES, all - from);
      bytes.set(messages.subarray(from * MESSAGE, (from + count) * MESSAGE), MESSAGES);
      hash(from, count);
    }
  };
  return { ...(routines as unknown as Readonly<Record<Name, Routine>>), bytes, inParts };
};

/** The kernel for tickets of a compiled module. */
export const ticketsOf = (module: WebAssembly.Module): TicketKernel => {
  const { tickets0, tickets2, tickets3, bytes, inParts } = opened<'tickets0' | 'tickets2' | 'tickets3'>(module);
  const view = new DataView(bytes.buffer);
  const words = new Uint32Array(bytes.buffer, MESSAGES, (KERNEL_MESSAGES * MESSAGE) / 4);
  const differences = new Uint32Array(bytes.buffer, WORK + DIFFERENCES, 4);
  const prefixes = new Uint32Array(bytes.buffer, OUT, (KERNEL_MESSAGES * PREFIX) / 4);
  /** Gives the functions the number that four bytes are, the highest first. */
  const give = (word: number, source: DataView, at: number): void => view.setUint32(WORK + GIVEN + word * 4, source.getUint32(at), true);
  return (itemSeed, rows, out) => {
    const seed = new DataView(itemSeed.buffer, itemSeed.byteOffset, itemSeed.byteLength);
    for (let word = 0; word < 8; word += 1) give(word, seed, word * 4);
    inParts(rows, (from, count) => {
      for (let word = 0; word < 3; word += 1) give(8 + word, view, MESSAGES + word * 4);
      const last = ((count - 1) * MESSAGE) / 4;
      const shared = (word: number): boolean => words[word] === words[last + word];
      // A directory lies in the order of its ids: where the first and the last row begin alike, so do all between. If not, it is told.
      const hash = shared(0) && shared(1) ? (shared(2) ? tickets3 : tickets2) : tickets0;
      hash(MESSAGES, OUT, MESSAGES + count * MESSAGE, WORK);
      if (differences.some((word) => word !== 0)) {
        differences.fill(0);
        tickets0(MESSAGES, OUT, MESSAGES + count * MESSAGE, WORK);
      }
      out.set(prefixes.subarray(0, count * 2), from * 2);
    });
  };
};

/** The kernel for trees of a compiled module. */
export const treesOf = (module: WebAssembly.Module): TreeKernel => {
  const { tree, lines, bytes, inParts } = opened<'tree' | 'lines'>(module);
  return (tag, messages, out) =>
    inParts(messages, (from, count) => {
      const hash = endInNewlines(messages, from, count) ? lines : tree;
      hash(MESSAGES - 1, OUT, MESSAGES - 1 + count * MESSAGE, tag << TAG_BIT);
      out.set(bytes.subarray(OUT, OUT + count * DIGEST), from * DIGEST);
    });
};

const NEWLINE = 0x0a;

const endInNewlines = (messages: Uint8Array, from: number, count: number): boolean => {
  for (let message = from; message < from + count; message += 1) if (messages[message * MESSAGE + MESSAGE - 1] !== NEWLINE) return false;
  return true;
};
