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
    close: () => close(server),
  };
};

const LOOK_MS = 20;
const PATIENCE_MS = 5000;

/** Lets what is in flight end, for at most five seconds. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    // Without a keep-alive timeout, a connection busy now would stay open when it falls idle.
    const look = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.close((error) => {
      clearInterval(look);
      clearTimeout(patience);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
