import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * [BY-1] The stand-alone verifier as one readable file without dependencies, `verify.mjs`. The same sources give the same bytes, wherever
 * the repository lies, because a manifest names their hash.
 */
export const buildVerifier = async (): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['shared/lottery/verifier/main.ts'],
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
  if (file === undefined) throw new Error('the verifier was not built');
  return file.contents;
};
