import type { BlockHasher, DrawCrypto, Hasher } from '../../kernel/hash.ts';
import { kernelModule, kernelOf } from '../kernel/kernel.ts';

/** undefined: not tried yet; null: this engine lacks WebAssembly or its 128-bit instructions, or a page's policy forbids them. */
let kernel: BlockHasher | null | undefined;

const oneKernel = (): BlockHasher | null => {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = kernelModule();
  try {
    return WebAssembly.validate(bytes) ? kernelOf(new WebAssembly.Module(bytes)) : null;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
};

/** Fewer messages than this the plain path hashes in a few milliseconds, which is what making the kernel takes. */
const FEWEST = 4096;

/**
 * The hasher with the kernel for whole blocks of rows, in Node, Lambda and the browser alike. It stays the plain one for blocks of fewer than
 * `fewest` messages, where the suite is SM3, and where the engine lacks what the kernel needs. The kernel is made when it is first needed.
 */
export const kernelHasher = (plain: Hasher, fewest = FEWEST): Hasher => {
  if (plain.suite !== 'SHA-256') return plain;
  const block = (messages: number): BlockHasher | undefined => {
    if (messages < fewest) return undefined;
    if (kernel === undefined) kernel = oneKernel();
    return kernel ?? undefined;
  };
  return { ...plain, block };
};

/** The same hashes and signatures, with the kernel. */
export const withKernel = (crypto: DrawCrypto): DrawCrypto => ({ ...crypto, hasher: (suite) => kernelHasher(crypto.hasher(suite)) });
