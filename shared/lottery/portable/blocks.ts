/** A hash of 32 bytes made by folding blocks of 64 into eight 32-bit words, as SHA-256 and SM3 both are. */
export interface BlockHash {
  readonly initial: readonly number[];
  /** Folds the 16 big-endian words of one block into `state`. */
  readonly fold: (state: Int32Array, block: Int32Array) => void;
}

const hexOfWord = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** The state after all blocks of `message`, padded with a one bit, zeros and the length in bits. */
const digest = ({ initial, fold }: BlockHash, message: Uint8Array): Int32Array => {
  const state = Int32Array.from(initial);
  const block = new Int32Array(16);
  const blocks = Math.floor((message.length + 8) / 64) + 1;
  for (let index = 0; index < blocks; index += 1) {
    for (let word = 0; word < 16; word += 1) {
      const at = index * 64 + word * 4;
      block[word] = (padded(message, at) << 24) | (padded(message, at + 1) << 16) | (padded(message, at + 2) << 8) | padded(message, at + 3);
    }
    if (index === blocks - 1) {
      block[14] = Math.floor(message.length / 0x2000_0000);
      block[15] = message.length << 3;
    }
    fold(state, block);
  }
  return state;
};

const padded = (message: Uint8Array, at: number): number => (at < message.length ? (message[at] ?? 0) : at === message.length ? 0x80 : 0);

/** The three ways in which a draw asks for a digest. */
export const digestsOf = (hash: BlockHash) => {
  const into = (message: Uint8Array, out: Uint8Array, offset: number): void => {
    const state = digest(hash, message);
    for (let word = 0; word < 8; word += 1) for (let byte = 0; byte < 4; byte += 1) out[offset + word * 4 + byte] = (state[word] ?? 0) >>> (24 - byte * 8);
  };
  return {
    into,
    bytes: (message: Uint8Array): Uint8Array => {
      const out = new Uint8Array(32);
      into(message, out, 0);
      return out;
    },
    hex: (message: Uint8Array): string => Array.from(digest(hash, message), hexOfWord).join(''),
  };
};
