// A machine in a process of its own, so that a test can kill it: node machine-process.ts ASSEMBLY DATA_DIR
import { startMachine } from '../../../infra/local/machine.ts';

const [assembly = '', dataDir = ''] = process.argv.slice(2);
const { url } = await startMachine({ assembly, dataDir, clock: 'virtual', startAt: '2025-11-01T08:00:00+08:00' });
process.stdout.write(`${url}\n`);
