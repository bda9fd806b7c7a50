/** The hash of a plan's draws: SHA-256, or SM3 (GB/T 32905) for the whole plan. Both give 32 bytes. */
export type Suite = 'SHA-256' | 'SM3';

/**
 * One hash function, brought in from outside so that Node, WebAssembly and the browser plug in. All methods are synchronous
 * and free of side effects other than the bytes they are asked to write.
 */
export interface Hasher {
  readonly suite: Suite;
  /** The 32-byte digest of `message`. */
  bytes(message: Uint8Array): Uint8Array;
  /** The digest as 64 lower-case hex digits. */
  hex(message: Uint8Array): string;
  /** Writes the digest into `out` at `offset`; for loops over millions of rows. */
  into(message: Uint8Array, out: Uint8Array, offset: number): void;
  /** The tickets of so many rows at once, where the provider has a way that pays for so many. It changes the cost, never a result. */
  tickets?(rows: number): TicketKernel | undefined;
  /** The same for so many hashes of a Merkle tree. */
  trees?(messages: number): TreeKernel | undefined;
}

/** Of each row of 64 bytes: writes the first 64 bits of H(itemSeed ‖ its first 18 bytes) as two numbers, the higher first. `itemSeed` has 32 bytes. */
export type TicketKernel = (itemSeed: Uint8Array, rows: Uint8Array, out: Uint32Array) => void;

/** Of each message of 64 bytes: writes the 32 bytes of H(tag ‖ message) into `out`, which may be where `messages` begin. */
export type TreeKernel = (tag: 0 | 1, messages: Uint8Array, out: Uint8Array) => void;

/** Ed25519 over raw keys: private and public key 32 bytes, signature 64 bytes, all in lower-case hex. */
export interface Ed25519 {
  /** The signature; deterministic. Throws if `privateKey` is not a key. */
  sign(privateKey: string, message: Uint8Array): string;
  /** True if `signature` is `publicKey`'s over `message`; false for anything malformed. */
  verify(publicKey: string, message: Uint8Array, signature: string): boolean;
  /** The public key that belongs to `privateKey`. */
  publicKey(privateKey: string): string;
}

/** Everything cryptographic a draw needs. */
export interface DrawCrypto extends Ed25519 {
  hasher(suite: Suite): Hasher;
}

/** What checking a draw needs of it. */
export type CheckCrypto = Pick<DrawCrypto, 'hasher' | 'verify'>;
