import { setFlagsFromString } from 'node:v8';
import type { BlockHasher } from '../../kernel/hash.ts';
import { kernelModule, kernelOf } from '../kernel/kernel.ts';
import { checkKernel } from './check-kernel.ts';
import { fourLanes, once, type KernelMaker } from './kernel.ts';
import { nodeHasher } from './node.ts';

/** The engine whose way of joining two vectors the tests of this project have seen. */
const TESTED_ENGINE = /^13\.6\./;

/** Joins two vectors of 128 bits into one of 256; at once, so that nothing is compiled later, when this is over. */
const JOINING = ['--experimental-wasm-revectorize', '--no-liftoff', '--no-wasm-lazy-compilation'];
const AS_BEFORE = ['--no-experimental-wasm-revectorize', '--liftoff', '--wasm-lazy-compilation'];

const compiled = (): WebAssembly.Module => {
  const bytes = kernelModule(8);
  JOINING.forEach(setFlagsFromString);
  try {
    return new WebAssembly.Module(bytes);
  } finally {
    AS_BEFORE.forEach(setFlagsFromString);
  }
};

const joined = (): BlockHasher | undefined => {
  if (process.arch !== 'x64' || !TESTED_ENGINE.test(process.versions.v8)) return undefined;
  const kernel = kernelOf(compiled());
  return checkKernel(kernel, nodeHasher('SHA-256')) ? kernel : undefined;
};

/**
 * For Node: the kernel of eight lanes, which is twice as fast where the engine joins vectors. V8 does so on x64, and only when told to, for it
 * still calls it an experiment. Nobody's draw rests on an experiment: the kernel has to agree with the plain hash before it is used, everyone
 * drawn and in reserve is hashed again by the plain path, and the verifiers use the kernel of four lanes. It takes this one's place elsewhere, too.
 */
export const eightLanes: KernelMaker = once(() => joined() ?? fourLanes());
