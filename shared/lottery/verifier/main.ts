import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runVerifier } from './cli.ts';

// The stand-alone program: `node verify.mjs [folder or url [earlier draw …]]`, by default the folder it lies in.
const [where = dirname(fileURLToPath(import.meta.url)), ...counted] = process.argv.slice(2);
process.exitCode = await runVerifier([where, ...counted], console.log);
