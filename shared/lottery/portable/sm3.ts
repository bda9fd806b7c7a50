import type { BlockHash } from './blocks.ts';

const rotate = (x: number, n: number): number => (n % 32 === 0 ? x : (x << (n % 32)) | (x >>> (32 - (n % 32))));
const p0 = (x: number): number => x ^ rotate(x, 9) ^ rotate(x, 17);
const p1 = (x: number): number => x ^ rotate(x, 15) ^ rotate(x, 23);

/** SM3 (GB/T 32905-2016), in plain arithmetic that runs anywhere. */
export const sm3: BlockHash = {
  initial: [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e],
  fold: (state, block) => {
    const w = new Int32Array(68);
    w.set(block);
    const word = (i: number): number => w[i] as number;
    for (let i = 16; i < 68; i += 1) w[i] = p1(word(i - 16) ^ word(i - 9) ^ rotate(word(i - 3), 15)) ^ rotate(word(i - 13), 7) ^ word(i - 6);
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i += 1) {
      const isEarly = i < 16;
      const s1 = rotate((rotate(a, 12) + e + rotate(isEarly ? 0x79cc4519 : 0x7a879d8a, i)) | 0, 7);
      const t1 = ((isEarly ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (s1 ^ rotate(a, 12)) + (word(i) ^ word(i + 4))) | 0;
      const t2 = ((isEarly ? e ^ f ^ g : (e & f) | (~e & g)) + h + s1 + word(i)) | 0;
      d = c;
      c = rotate(b, 9);
      b = a;
      a = t1;
      h = g;
      g = rotate(f, 19);
      f = e;
      e = p0(t2);
    }
    for (const [i, changed] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) ^ changed;
  },
};
