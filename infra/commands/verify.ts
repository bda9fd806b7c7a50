import { runVerifier } from '../../shared/lottery/verifier/cli.ts';

const [where, ...counted] = process.argv.slice(2);
if (where === undefined) {
  console.error('usage: npm run verify -- <folder or url of a published draw> [the earlier draws of the year that it counts …]');
  process.exitCode = 2;
} else {
  process.exitCode = await runVerifier([where, ...counted], console.log);
}
