import type { Hasher } from '../../kernel/hash.ts';
import { concat, utf8 } from './bytes.ts';
import type { Hex } from '../types.ts';

/** What a hash is of, the experts' draw among it (draw.md); each tag ends in one zero byte, so that no value can be mistaken for one of another kind. */
export type Tag =
  | 'sj-secret/1'
  | 'sj-manifest/1'
  | 'sj-commit/1'
  | 'sj-open/1'
  | 'sj-reveals/1'
  | 'sj-seed/1'
  | 'sj-item/1'
  | 'sj-order/1'
  | 'sj-assign/1'
  | 'sj-replace/1'
  | 'sj-receipt/1'
  | 'sj-void/1'
  | 'sj-voidsig/1'
  | 'sj-transcript/1'
  | 'sj-experts/1'
  | 'sj-experts-list/1'
  | 'sj-experts-drawn/1';

/** `"tag\0" ‖ parts`. */
export const tagged = (tag: Tag, ...parts: readonly Uint8Array[]): Uint8Array => concat(utf8(`${tag}\0`), ...parts);

/** `H("tag\0" ‖ parts)` in hex. */
export const taggedHash = (hasher: Hasher, tag: Tag, ...parts: readonly Uint8Array[]): Hex => hasher.hex(tagged(tag, ...parts));
