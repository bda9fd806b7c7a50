import { chromium as launcher, type Browser } from 'playwright-core';

/**
 * A headless browser out of a package: nothing to install, nothing to download. `CHROMIUM_PATH` names another one where the package has none for
 * this machine.
 */
export const openBrowser = async (): Promise<Browser> =>
  // Not the package's own arguments: those switch off the web's security, which is part of what is tested.
  launcher.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? (await unpacked()), headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

const unpacked = async (): Promise<string> => {
  // The package brings the libraries a bare machine lacks, and unpacks them where it believes itself in a function.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
};

/** Whether this machine can run a browser: the package's is for 64-bit Linux. */
export const hasBrowser = process.env['CHROMIUM_PATH'] !== undefined || (process.platform === 'linux' && process.arch === 'x64');
