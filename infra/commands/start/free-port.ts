import { createServer, type AddressInfo } from 'node:net';

/** A port on 127.0.0.1 that is free now. The template names it, so it must be known before the machine listens. */
export const freePort = (): Promise<number> => new Promise((resolve, reject) => probe(0, resolve, reject));

// Below those that systems give to connections on their way out, of which a busy machine has many at any moment.
const LOW = 15_000;
const HIGH = 32_000;
let asked = 0;

/** A port on 127.0.0.1 that is free now and will be when the program that listened on it is killed and started again. Each call gives another. */
export const steadyPort = async (): Promise<number> => {
  while (asked < HIGH - LOW) {
    asked += 1;
    const port = LOW + ((process.pid * 31 + asked) % (HIGH - LOW));
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${LOW} to ${HIGH} is free`);
};

/** True if `port` on 127.0.0.1 can be listened on. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => probe(port, () => resolve(true), () => resolve(false)));

const probe = (port: number, found: (port: number) => void, failed: (error: Error) => void): void => {
  const server = createServer();
  server.once('error', failed);
  server.listen(port, '127.0.0.1', () => {
    const { port: taken } = server.address() as AddressInfo;
    server.close(() => found(taken));
  });
};
