import { createHash } from 'node:crypto';
import { commit } from '../../audit/commit.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { createBlindingKey, findBlindingKey } from './blinding-key-store.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';

/** Sets the key from which every attempt's secret and salts follow, once for ever (BY-1). The trail holds its hash, never the key. */
export const setBlindingKey = async ({ stores, act }: PersonDrawContext, key: string): Promise<Result<{ readonly set: true }, Refusal>> => {
  if ((await findBlindingKey(stores.lifecycle)) !== undefined) return refuse('blinding-key-set');
  const after = { set: true } as const;
  const detail = { sha256: createHash('sha256').update(Buffer.from(key, 'hex')).digest('hex') };
  const done = await commit(stores, act, { stream: 'system/blinding-key', action: 'blinding-key.set', subject: 'blinding-key', after, detail }, [
    createBlindingKey(stores.lifecycle, key),
  ]);
  if (done.ok) return ok(after);
  return done.error.code === 'changed-meanwhile' ? refuse('blinding-key-set') : done;
};
