import type { BlockHasher, DrawCrypto, Hasher } from '../../kernel/hash.ts';
import { kernelModule, kernelOf } from '../kernel/kernel.ts';

/** undefined: not tried yet; null: this engine lacks WebAssembly or its 128-bit instructions. */
let kernel: BlockHasher | null | undefined;

const oneKernel = (): BlockHasher | null => {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = kernelModule();
  return WebAssembly.validate(bytes) ? kernelOf(new WebAssembly.Module(bytes)) : null;
};

/**
 * The hasher with the kernel for whole blocks of rows, in Node, Lambda and the browser alike. It stays the plain one where the suite is SM3,
 * or where the engine lacks what the kernel needs. The kernel is made when it is first asked for, because most of what hashes never asks.
 */
export const kernelHasher = (plain: Hasher): Hasher =>
  plain.suite === 'SHA-256'
    ? {
        ...plain,
        get block(): BlockHasher | undefined {
          if (kernel === undefined) kernel = oneKernel();
          return kernel ?? undefined;
        },
      }
    : plain;

/** The same hashes and signatures, with the kernel. */
export const withKernel = (crypto: DrawCrypto): DrawCrypto => ({ ...crypto, hasher: (suite) => kernelHasher(crypto.hasher(suite)) });
