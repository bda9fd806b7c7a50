import type { DrawCrypto, Hasher, TicketKernel, TreeKernel } from '../../kernel/hash.ts';
import { ticketModule, ticketsOf, treeModule, treesOf } from '../kernel/kernel.ts';
import { agreesOnTickets, agreesOnTrees } from './check-kernel.ts';

/** The kernel for so many rows, never used before it agrees with the plain hash; undefined where there is none. */
export type TicketMaker = (plain: Hasher, rows: number) => TicketKernel | undefined;

/** What `make` makes of a plain hash, made once. */
export const once = <Kernel>(make: (plain: Hasher) => Kernel | undefined): ((plain: Hasher) => Kernel | undefined) => {
  let made: { readonly kernel: Kernel | undefined } | undefined;
  return (plain) => (made ??= { kernel: make(plain) }).kernel;
};

/** A module as this engine has it. None without WebAssembly or its 128-bit instructions, or where a page's policy forbids them. */
const compiled = (write: () => Uint8Array<ArrayBuffer>): WebAssembly.Module | undefined => {
  if (typeof WebAssembly === 'undefined') return undefined;
  const bytes = write();
  try {
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
};

const kernelOf = <Kernel>(write: () => Uint8Array<ArrayBuffer>, open: (module: WebAssembly.Module) => Kernel, agrees: (kernel: Kernel, plain: Hasher) => boolean) =>
  once((plain) => {
    const module = compiled(write);
    const kernel = module === undefined ? undefined : open(module);
    return kernel !== undefined && agrees(kernel, plain) ? kernel : undefined;
  });

/** The kernel of four lanes for tickets, for Node, Lambda and the browser alike. */
export const fourLanes: TicketMaker = kernelOf(() => ticketModule(4), ticketsOf, agreesOnTickets);

/** The kernel for trees. */
export const treeKernel: (plain: Hasher) => TreeKernel | undefined = kernelOf(treeModule, treesOf, agreesOnTrees);

/** Fewer messages than this the plain path hashes before a kernel is made, which takes some thirtieth of a second. */
export const FEWEST = 2 ** 14;

/** The hasher with kernels for many messages. It stays the plain one for fewer than `fewest`, where the suite is SM3, and where there is no kernel. */
export const kernelHasher = (plain: Hasher, fewest = FEWEST, tickets = fourLanes): Hasher => {
  if (plain.suite !== 'SHA-256') return plain;
  return { ...plain, tickets: (rows) => (rows < fewest ? undefined : tickets(plain, rows)), trees: (messages) => (messages < fewest ? undefined : treeKernel(plain)) };
};

/** The same hashes and signatures, with the kernels. */
export const withKernel = (crypto: DrawCrypto, tickets = fourLanes): DrawCrypto => ({ ...crypto, hasher: (suite) => kernelHasher(crypto.hasher(suite), FEWEST, tickets) });
