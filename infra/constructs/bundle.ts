import { globSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { writePrograms } from '../commands/build-programs.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Entry files of all functions, relative to `functions/`, without extension: `api/proposals`, `steps/batch/freeze`. */
export const functionEntries = (): string[] =>
  globSync(['functions/api/*.ts', 'functions/steps/**/*.ts', 'functions/web/*/handler.ts'], { cwd: root })
    .map((file) => path.relative('functions', file).replace(/\.ts$/, ''))
    .sort();

/**
 * Bundles all functions in one pass, what they share split off, and the stand-alone programs beside them. Resolves with the asset's folder.
 * The same sources give the same bytes.
 */
export const bundleFunctions = async (outdir: string = path.join(root, '.build/functions')): Promise<string> => {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: functionEntries().map((entry) => ({ in: `functions/${entry}.ts`, out: entry })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    logLevel: 'warning',
    // CommonJS packages inside an ES module still ask for `require`.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  await writePrograms(outdir);
  return outdir;
};
