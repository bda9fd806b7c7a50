import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endStale, notePid } from './stale.ts';

/** A running database process. */
export interface Engine {
  readonly port: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const ATTEMPTS = 5;

/** Starts the bundled engine on a free port over `dataDir/dynamodb.sqlite`; resolves when it accepts connections. What is written survives the death of either process. */
export const startEngine = async (dataDir: string): Promise<Engine> => {
  mkdirSync(dataDir, { recursive: true });
  const dbPath = resolve(dataDir, 'dynamodb.sqlite');
  const pidFile = resolve(dataDir, 'dynamodb.pid');
  await endStale(pidFile, dbPath);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = launch(port, dbPath, join(dataDir, 'dynamodb.log'));
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    if (child.pid !== undefined) notePid(pidFile, child.pid);
    if (await listens(port, child)) return { port, ended, stop: () => stop(child, ended) };
    await stop(child, ended);
    // Someone else may have taken the port between our asking and the engine's binding.
    if (attempt === ATTEMPTS) throw new Error(`the database did not start; see ${join(dataDir, 'dynamodb.log')}`);
  }
};

const launch = (port: number, dbPath: string, logPath: string): ChildProcess => {
  const log = openSync(logPath, 'a');
  // Detached: a Ctrl-C in the terminal is for us, who then end the engine in order.
  const child = spawn(engineProgram(), ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', dbPath], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.once('error', () => undefined);
  child.unref();
  if (child.pid !== undefined) guard(child, child.pid);
  return child;
};

/** A tiny process that ends the engine when we die without a word: its standard input then closes. */
const guard = (child: ChildProcess, pid: number): void => {
  const watcher = spawn('sh', ['-c', 'read -r _; kill -9 "$0"', String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.once('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
};

/** The engine's program. Throws where none is bundled for this system. */
export const engineProgram = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
  } catch {
    throw new Error(`no bundled database for this system (${name}): set DYNAMODB_ENDPOINT to a DynamoDB-compatible endpoint`);
  }
};

const listens = async (port: number, child: ChildProcess): Promise<boolean> => {
  for (let waited = 0; waited < 1000; waited += 1) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false;
    if (await accepts(port)) return child.exitCode === null;
    await delay(10);
  }
  return false;
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false)).once('connect', () => socket.destroy());
  });

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const stop = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(patience);
};
