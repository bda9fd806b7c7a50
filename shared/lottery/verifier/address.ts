import { concat } from '../encoding/bytes.ts';
import type { Source } from './published.ts';

/** Answers that mean "not published to you": witness files are for supervisors and witnesses. */
const ABSENT = new Set([401, 403, 404, 410]);

/** Bytes asked for at once. A server may answer with less, or with the whole file. */
const PART = 4 * 1024 * 1024;

/** A draw's files at an http address; nothing beyond it and its neighbour attempts is asked for. Large files are read part by part. */
export const addressSource = (address: string): Source => {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const ask = (path: string, from: number, length: number): Promise<Response> => fetch(new URL(path, base), { headers: { range: `bytes=${from}-${from + length - 1}` } });
  return {
    where: base.href,
    part: async (path, from, length) => {
      const answer = await ask(path, from, length);
      if (ABSENT.has(answer.status)) return null;
      if (!answer.ok) throw new Error(`${path}: the server answered ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return answer.status === 206 ? bytes : bytes.subarray(from, from + length);
    },
    read: async (path, watch = () => {}) => {
      const parts: Uint8Array[] = [];
      for (let from = 0; ; ) {
        const answer = await ask(path, from, PART);
        if (ABSENT.has(answer.status)) return null;
        const isEmpty = answer.status === 416 && from === 0;
        if (!answer.ok && !isEmpty) throw new Error(`${path}: the server answered ${answer.status}`);
        const part = isEmpty ? new Uint8Array(0) : new Uint8Array(await answer.arrayBuffer());
        const total = answer.status === 206 ? totalOf(answer.headers.get('content-range')) : part.length;
        parts.push(part);
        from += part.length;
        watch(from, total);
        if (from >= total) return parts.length === 1 ? part : concat(...parts);
        if (part.length === 0) throw new Error(`${path}: the server stopped at byte ${from} of ${total}`);
      }
    },
  };
};

/** The size of the whole file in `bytes 0-99/1234`; a range that says none is taken for the last one. */
const totalOf = (contentRange: string | null): number => Number(/\/(\d+)$/.exec(contentRange ?? '')?.[1] ?? 0);
