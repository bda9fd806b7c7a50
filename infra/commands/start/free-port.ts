import { createServer, type AddressInfo } from 'node:net';

/** A port on 127.0.0.1 that is free now. The template names it, so it must be known before the machine listens. */
export const freePort = (): Promise<number> => new Promise((resolve, reject) => probe(0, resolve, reject));

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
