import { setFlagsFromString } from 'node:v8';
import type { BlockHasher, Hasher } from '../../kernel/hash.ts';
import { concat } from '../encoding/bytes.ts';
import { eightTicketsModule, ticketsOf } from '../kernel/kernel.ts';
import { checkKernel } from './check-kernel.ts';
import { fourLanes, once, type KernelMaker } from './kernel.ts';

/** The engine whose way of joining two vectors the tests of this project have seen. */
const TESTED_ENGINE = /^13\.6\./;

/** Joins two vectors of 128 bits into one of 256; and compiles at once, so that nothing is left for later, when this is over. */
const JOINING = ['--experimental-wasm-revectorize', '--no-liftoff', '--no-wasm-lazy-compilation'];
const AS_USUAL = ['--no-experimental-wasm-revectorize', '--liftoff', '--wasm-lazy-compilation'];

/** From so many messages on, a whole shard's rows, twice the speed pays for the making. */
export const MANY = 2 ** 20;

/** A custom section without meaning. The engine shares what it compiled between modules of the same bytes, and some may not have been joined. */
const A_NAME_OF_ITS_OWN = Uint8Array.of(0x00, 0x02, 0x01, 0x38);

const compiled = (): WebAssembly.Module => {
  const bytes = new Uint8Array(concat(eightTicketsModule(), A_NAME_OF_ITS_OWN));
  try {
    JOINING.forEach(setFlagsFromString);
    return new WebAssembly.Module(bytes);
  } finally {
    AS_USUAL.forEach(setFlagsFromString);
  }
};

const joined = once((plain: Hasher): BlockHasher | undefined => {
  const four = fourLanes(plain, MANY);
  if (four === undefined || process.arch !== 'x64' || !TESTED_ENGINE.test(process.versions.v8)) return four;
  const eight = { ...four, ticketPrefixes: ticketsOf(compiled()) };
  return checkKernel(eight, plain) ? eight : four;
});

/**
 * For Node: tickets by eight lanes for blocks of {@link MANY} messages, and otherwise four. V8 joins vectors on x64,
 * and only when told to, for it still calls that an experiment; no draw rests on it. Everyone drawn and in reserve is hashed again by the plain
 * path, roots come from four lanes, and so does everything that verifies.
 */
export const eightLanes: KernelMaker = (plain, messages) => (messages < MANY ? fourLanes : joined)(plain, messages);
