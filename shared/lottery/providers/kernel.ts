import type { BlockHasher, DrawCrypto, Hasher } from '../../kernel/hash.ts';
import { kernelModule, kernelOf } from '../kernel/kernel.ts';
import { checkKernel } from './check-kernel.ts';

/** The kernel for blocks of so many messages, made when it is first asked for and never used before it agrees with the plain hash; undefined where there is none. */
export type KernelMaker = (plain: Hasher, messages: number) => BlockHasher | undefined;

/** What `make` makes of a plain hash, made once. */
export const once = (make: (plain: Hasher) => BlockHasher | undefined): ((plain: Hasher) => BlockHasher | undefined) => {
  let made: { readonly kernel: BlockHasher | undefined } | undefined;
  return (plain) => (made ??= { kernel: make(plain) }).kernel;
};

/** The kernel of four lanes, for Node, Lambda and the browser alike. None in an engine without WebAssembly or its 128-bit instructions, or where a page's policy forbids them. */
export const fourLanes: KernelMaker = once((plain) => {
  if (typeof WebAssembly === 'undefined') return undefined;
  const bytes = kernelModule();
  try {
    const kernel = WebAssembly.validate(bytes) ? kernelOf(new WebAssembly.Module(bytes)) : undefined;
    return kernel !== undefined && checkKernel(kernel, plain) ? kernel : undefined;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
});

/** Fewer messages than this the plain path hashes before the kernel is made, which takes some fiftieth of a second. */
export const FEWEST = 2 ** 14;

/** The hasher with a kernel for whole blocks of rows. It stays the plain one for blocks of fewer than `fewest` messages, where the suite is SM3, and where there is no kernel. */
export const kernelHasher = (plain: Hasher, fewest = FEWEST, kernel = fourLanes): Hasher =>
  plain.suite === 'SHA-256' ? { ...plain, block: (messages) => (messages < fewest ? undefined : kernel(plain, messages)) } : plain;

/** The same hashes and signatures, with the kernel. */
export const withKernel = (crypto: DrawCrypto, kernel = fourLanes): DrawCrypto => ({ ...crypto, hasher: (suite) => kernelHasher(crypto.hasher(suite), FEWEST, kernel) });
