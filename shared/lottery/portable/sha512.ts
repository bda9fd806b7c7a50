import { fractionsOfRoots } from '../kernel/sha256-constants.ts';

const WORD = (1n << 64n) - 1n;
const K = fractionsOfRoots(80, 3n, 64n);
const INITIAL = fractionsOfRoots(8, 2n, 64n);

const rotate = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & WORD;

/** SHA-512 (FIPS 180-4) of a short message, which is what a signature needs: 64 bytes. Plain arithmetic that runs anywhere, not fast. */
export const sha512 = (message: Uint8Array): Uint8Array => {
  const blocks = Math.floor((message.length + 16) / 128) + 1;
  const padded = new Uint8Array(blocks * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  const state = [...INITIAL];
  for (let block = 0; block < blocks; block += 1) fold(state, Array.from({ length: 16 }, (_, i) => view.getBigUint64(block * 128 + i * 8)));
  const out = new DataView(new ArrayBuffer(64));
  for (const [i, word] of state.entries()) out.setBigUint64(i * 8, word);
  return new Uint8Array(out.buffer);
};

const fold = (state: bigint[], w: bigint[]): void => {
  const word = (i: number): bigint => w[i] ?? 0n;
  for (let i = 16; i < 80; i += 1) {
    const s0 = rotate(word(i - 15), 1n) ^ rotate(word(i - 15), 8n) ^ (word(i - 15) >> 7n);
    const s1 = rotate(word(i - 2), 19n) ^ rotate(word(i - 2), 61n) ^ (word(i - 2) >> 6n);
    w.push((word(i - 16) + s0 + word(i - 7) + s1) & WORD);
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let i = 0; i < 80; i += 1) {
    const t1 = h + (rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)) + ((e & f) ^ (~e & WORD & g)) + (K[i] ?? 0n) + word(i);
    const t2 = (rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & WORD, c, b, a, (t1 + t2) & WORD];
  }
  for (const [i, changed] of [a, b, c, d, e, f, g, h].entries()) state[i] = ((state[i] ?? 0n) + changed) & WORD;
};
