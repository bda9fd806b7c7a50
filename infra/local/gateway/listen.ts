import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gateway } from './options.ts';

/** Binds `server` to 127.0.0.1; rejects if the port is taken. */
export const listen = async (server: Server, port: number): Promise<Gateway> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeIdleConnections();
      }),
  };
};
