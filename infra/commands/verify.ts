import { runVerifier } from '../../shared/lottery/verifier/cli.ts';

process.exitCode = await runVerifier(process.argv.slice(2), console.log);
