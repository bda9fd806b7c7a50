import type { Hasher, TicketKernel, TreeKernel } from '../../kernel/hash.ts';
import { concat, toHex } from '../encoding/bytes.ts';

const MESSAGE = 64;
const ID = 18;
const NEWLINE = 0x0a;

/** A number of messages that every kernel does in whole turns; and one that leaves the last turn with what lay there before, for which tickets are done in another way. */
const COUNTS = [136, 131];

/** True if a kernel agrees with the plain hash on tickets of rows that begin alike in none, two or three words. */
export const agreesOnTickets = (tickets: TicketKernel, plain: Hasher): boolean => tried((rows) => rightTickets(tickets, plain, rows));

/** The same on a tree's hashes, of messages that end in a newline and that do not. */
export const agreesOnTrees = (trees: TreeKernel, plain: Hasher): boolean => tried((messages) => rightTrees(trees, plain, messages));

const tried = (isRight: (messages: Uint8Array) => boolean): boolean => COUNTS.every((count) => [0, 8, 12].every((shared) => isRight(someMessages(count, shared))));

/** Bytes of every kind, the same each time; those that share a beginning end in newlines. */
const someMessages = (count: number, shared: number): Uint8Array => {
  const bytes = new Uint8Array(count * MESSAGE);
  let state = 0x9e3779b9 ^ shared;
  for (let i = 0; i < bytes.length; i += 1) {
    state = (Math.imul(state, 0x01000193) + 0x6d2b79f5) >>> 0;
    bytes[i] = state >>> 24;
  }
  for (let at = 0; shared > 0 && at < bytes.length; at += MESSAGE) {
    bytes.copyWithin(at, 0, shared);
    bytes[at + MESSAGE - 1] = NEWLINE;
  }
  return bytes;
};

const messagesOf = (messages: Uint8Array): readonly Uint8Array[] => Array.from({ length: messages.length / MESSAGE }, (_, i) => messages.subarray(i * MESSAGE, (i + 1) * MESSAGE));

const rightTickets = (tickets: TicketKernel, plain: Hasher, rows: Uint8Array): boolean => {
  const seed = rows.slice(-32);
  const prefixes = new Uint32Array(rows.length / 32);
  tickets(seed, rows, prefixes);
  const hex = (half: number): string => (prefixes[half] ?? 0).toString(16).padStart(8, '0');
  return messagesOf(rows).every((row, i) => plain.hex(concat(seed, row.subarray(0, ID))).startsWith(hex(i * 2) + hex(i * 2 + 1)));
};

const rightTrees = (trees: TreeKernel, plain: Hasher, messages: Uint8Array): boolean =>
  ([0, 1] as const).every((tag) => {
    const hashes = new Uint8Array(messages.length / 2);
    trees(tag, messages, hashes);
    return messagesOf(messages).every((message, i) => toHex(hashes.subarray(i * 32, (i + 1) * 32)) === plain.hex(concat(Uint8Array.of(tag), message)));
  });
