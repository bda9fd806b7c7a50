import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

let read: Promise<Uint8Array> | undefined;

/** The stand-alone verifier that lies in this function's asset, read once: `VERIFIER_PATH` relative to the asset, `verify.mjs` unless set. Throws if it is not there. */
export const verifier = (): Promise<Uint8Array> =>
  (read ??= readFile(resolve(process.env['LAMBDA_TASK_ROOT'] ?? '.', process.env['VERIFIER_PATH'] ?? 'verify.mjs')).then((bytes) => new Uint8Array(bytes)));
