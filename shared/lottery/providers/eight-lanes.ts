import { setFlagsFromString } from 'node:v8';
import type { Hasher, TicketKernel } from '../../kernel/hash.ts';
import { concat } from '../encoding/bytes.ts';
import { ticketModule, ticketsOf } from '../kernel/kernel.ts';
import { agreesOnTickets } from './check-kernel.ts';
import { fourLanes, once, type TicketMaker } from './kernel.ts';

/** The engine whose way of joining two vectors the tests of this project have seen. */
const TESTED_ENGINE = /^13\.6\./;

/** Joins two vectors of 128 bits into one of 256; and compiles at once, so that nothing is left for later, when this is over. */
const JOINING = ['--experimental-wasm-revectorize', '--no-liftoff', '--no-wasm-lazy-compilation'];
const AS_USUAL = ['--no-experimental-wasm-revectorize', '--liftoff', '--wasm-lazy-compilation'];

/** From so many rows on, a whole shard's rows, twice the speed pays for the making. */
export const MANY = 2 ** 20;

/** A custom section without meaning. The engine shares what it compiled between modules of the same bytes, and some may not have been joined. */
const A_NAME_OF_ITS_OWN = Uint8Array.of(0x00, 0x02, 0x01, 0x38);

const joined = (bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module => {
  try {
    JOINING.forEach(setFlagsFromString);
    return new WebAssembly.Module(bytes);
  } finally {
    AS_USUAL.forEach(setFlagsFromString);
  }
};

const eight = (plain: Hasher): TicketKernel | undefined => {
  if (process.arch !== 'x64' || !TESTED_ENGINE.test(process.versions.v8) || typeof WebAssembly === 'undefined') return undefined;
  const bytes = new Uint8Array(concat(ticketModule(8), A_NAME_OF_ITS_OWN));
  const tickets = WebAssembly.validate(bytes) ? ticketsOf(joined(bytes)) : undefined;
  return tickets !== undefined && agreesOnTickets(tickets, plain) ? tickets : undefined;
};
const orFour = once((plain) => eight(plain) ?? fourLanes(plain, MANY));

/**
 * For Node: tickets by eight lanes for {@link MANY} rows at once, and otherwise by four. V8 joins vectors on x64,
 * and only when told to, for it still calls that an experiment; no draw rests on it. Everyone drawn and in reserve is hashed again by the plain
 * path, roots come from four lanes, and so does everything that verifies.
 */
export const eightLanes: TicketMaker = (plain, rows) => (rows < MANY ? fourLanes : orFour)(plain, rows);
