// Runs on any Node from 20 on, before anything is installed: brings node_modules in line with the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const marker = path.join(root, 'node_modules/.package-lock.json');
const lock = path.join(root, 'package-lock.json');

const isCurrent = () => existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs;

if (!isCurrent()) {
  console.log('安装依赖 Installing what is missing (once, about half a minute) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('npm ci failed. Check the connection to your package registry, then run the same command again.');
    process.exit(status ?? 1);
  }
}
