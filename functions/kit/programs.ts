import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Programs } from '../../shared/draw/freezing/keep-lists.ts';

let read: Promise<Programs> | undefined;

/** The stand-alone programs that lie in this function's asset, read once. Throws if one is not there. */
export const programs = (): Promise<Programs> => (read ??= readBoth());

const readBoth = async (): Promise<Programs> => {
  const [verifier, party] = await Promise.all([inAsset('verify.mjs'), inAsset('party.mjs')]);
  return { verifier, party };
};

const inAsset = async (file: string): Promise<Uint8Array> => new Uint8Array(await readFile(resolve(process.env['LAMBDA_TASK_ROOT'] ?? '.', file)));
