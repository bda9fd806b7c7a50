import { runVerifier } from '../../shared/lottery/verifier/cli.ts';

const [where] = process.argv.slice(2);
if (where === undefined) {
  console.error('usage: npm run verify -- <folder or url of a published draw>');
  process.exitCode = 2;
} else {
  process.exitCode = await runVerifier(where, console.log);
}
