import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runVerifier } from './cli.ts';

// The stand-alone program: `node verify.mjs [folder or url]`, by default the folder it lies in.
process.exitCode = await runVerifier(process.argv[2] ?? dirname(fileURLToPath(import.meta.url)), console.log);
