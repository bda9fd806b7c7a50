import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A channel of publicity that takes all that is pushed to it and gives each a receipt, `R-1` on. */
export interface Channel {
  readonly url: string;
  /** The keys of what it took, in their order. */
  readonly taken: string[];
  /** While it is down it answers 503 and takes nothing. */
  setDown(isDown: boolean): void;
  close(): void;
}

export const openChannel = async (): Promise<Channel> => {
  const taken: string[] = [];
  let isDown = false;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      if (isDown) return void response.writeHead(503).end();
      const { results } = JSON.parse(body) as { results: { key: string }[] };
      taken.push(...results.map(({ key }) => key));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ receipts: results.map(({ key }, i) => ({ key, receiptNo: `R-${i + 1}` })) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`, taken, setDown: (down) => void (isDown = down), close: () => void server.close() };
};
