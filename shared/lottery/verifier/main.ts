import { runVerifier } from './cli.ts';
import { listen, type Port } from './worker.ts';

// The stand-alone program. In Node: `node verify.mjs [folder or url [earlier draw …]]`, by default the folder it lies in. In a page: a worker.
if (typeof process === 'undefined') {
  listen(globalThis as unknown as Port);
} else {
  const { fileURLToPath } = await import('node:url');
  process.exitCode = await runVerifier(process.argv.slice(2), console.log, fileURLToPath(new URL('.', import.meta.url)));
}
