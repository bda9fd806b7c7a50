import type { BlockHasher, DrawCrypto, Hasher } from '../../kernel/hash.ts';
import { kernelModule, kernelOf } from '../kernel/kernel.ts';

/** Makes a kernel when it is first asked for; undefined where the engine lacks what it needs. */
export type KernelMaker = () => BlockHasher | undefined;

/** What `make` makes, made once. */
export const once = (make: KernelMaker): KernelMaker => {
  let made: { readonly kernel: BlockHasher | undefined } | undefined;
  return () => (made ??= { kernel: make() }).kernel;
};

/** The kernel of four lanes. None in an engine without WebAssembly or its 128-bit instructions, or where a page's policy forbids them. */
export const fourLanes: KernelMaker = once(() => {
  if (typeof WebAssembly === 'undefined') return undefined;
  const bytes = kernelModule(4);
  try {
    return WebAssembly.validate(bytes) ? kernelOf(new WebAssembly.Module(bytes)) : undefined;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
});

/** Fewer messages than this the plain path hashes in a few milliseconds, which is what making the kernel takes. */
const FEWEST = 4096;

/**
 * The hasher with a kernel for whole blocks of rows. It stays the plain one for blocks of fewer than `fewest` messages, where the suite is
 * SM3, and where there is no kernel. The one of four lanes is for Node, Lambda and the browser alike.
 */
export const kernelHasher = (plain: Hasher, fewest = FEWEST, kernel = fourLanes): Hasher =>
  plain.suite === 'SHA-256' ? { ...plain, block: (messages) => (messages < fewest ? undefined : kernel()) } : plain;

/** The same hashes and signatures, with the kernel. */
export const withKernel = (crypto: DrawCrypto, kernel = fourLanes): DrawCrypto => ({ ...crypto, hasher: (suite) => kernelHasher(crypto.hasher(suite), FEWEST, kernel) });
