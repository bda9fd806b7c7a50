import { runAuditVerifier } from '../../shared/audit/verifier/cli.ts';
import { runVerifier } from '../../shared/lottery/verifier/cli.ts';

const [first, ...rest] = process.argv.slice(2);
process.exitCode = first === '--audit' ? await runAuditVerifier(rest, console.log) : await runVerifier(process.argv.slice(2), console.log);
