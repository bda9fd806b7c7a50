import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The whole check in the order in which a fault is cheapest to see: types, lint, tests. */
const CHECKS = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', arguments: ['--noEmit'] },
  { name: 'lint', script: 'node_modules/oxlint/bin/oxlint', arguments: ['--deny-warnings', 'infra', 'functions', 'shared', 'test'] },
  { name: 'tests', script: 'node_modules/vitest/vitest.mjs', arguments: ['run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)] },
] as const;

let failed = 0;
for (const check of CHECKS) {
  console.log(`\n== ${check.name}`);
  const { status } = spawnSync(process.execPath, [path.join(root, check.script), ...check.arguments], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    failed += 1;
    console.error(`${check.name} failed`);
    if (check.name !== 'tests') console.log('0 passed, 1 failed');
    break;
  }
}
process.exit(failed === 0 ? 0 : 1);
