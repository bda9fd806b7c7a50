import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// The same sources give the same bytes, wherever the repository lies, because a manifest names the verifier's hash.
const standAlone = async (entry: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    minify: false,
    tsconfigRaw: {},
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry} was not built`);
  return file.contents;
};

/** [BY-1] The verifier as one readable file without dependencies, `verify.mjs`. */
export const buildVerifier = (): Promise<Uint8Array> => standAlone('shared/lottery/verifier/main.ts');

/** [BY-1] The program with which a participant of a ceremony keeps its notebook, in the same form, `party.mjs`. */
export const buildParty = (): Promise<Uint8Array> => standAlone('shared/lottery/party/main.ts');

/** Writes both into `folder`, a function's asset: they are published beside every draw. */
export const writePrograms = async (folder: string): Promise<void> => {
  const [verifier, party] = await Promise.all([buildVerifier(), buildParty()]);
  await Promise.all([writeFile(path.join(folder, 'verify.mjs'), verifier), writeFile(path.join(folder, 'party.mjs'), party)]);
};
