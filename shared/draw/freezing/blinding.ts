import { createHmac } from 'node:crypto';
import { fromHex } from '../../lottery/encoding/bytes.ts';
import type { AttemptRef } from '../record/draw-files.ts';

const derive = (key: string, parts: readonly (string | number)[]): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(parts.map((part) => `${part}\0`).join('')).digest('hex');

/** w of an attempt, 64 hex: the same record gives the same year, and nobody without the key can tell it before it is opened. */
export const secretOf = (key: string, { batchId, drawNo }: AttemptRef): string => derive(key, ['secret', batchId, drawNo]);

/** The salt of one row of a blinded directory, 16 bytes: without it nobody can try a row against the public root. */
export const rowSalt = (key: string, { batchId, drawNo }: AttemptRef, targetId: string): Uint8Array => fromHex(derive(key, ['row', batchId, drawNo, targetId]).slice(0, 32));

/** The salt of one recusal line, 32 hex: it keeps the public root from giving private relations away. */
export const recusalSalt = (key: string, { batchId, drawNo }: AttemptRef, officerId: string, targetId: string): string =>
  derive(key, ['recusal', batchId, drawNo, officerId, targetId]).slice(0, 32);
