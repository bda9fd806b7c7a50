import type { Source } from './published.ts';

/** Answers that mean "not published to you": witness files are for supervisors and witnesses. */
const ABSENT = new Set([401, 403, 404, 410]);

/** A draw's files at an http address; nothing beyond it and its neighbour attempts is asked for. */
export const addressSource = (address: string): Source => {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  return {
    where: base.href,
    read: async (path) => {
      const answer = await fetch(new URL(path, base));
      if (ABSENT.has(answer.status)) return null;
      if (!answer.ok) throw new Error(`${path}: the server answered ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
};
