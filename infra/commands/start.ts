import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Loading is most of what a start takes: what was compiled once is kept, and the rest is loaded only after this is said.
enableCompileCache(path.resolve(import.meta.dirname, '../../.build/compiled'));

const { startAndServe } = await import('./start/main.ts');

process.exitCode = await startAndServe(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
