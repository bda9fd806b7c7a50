import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { servePortal } from '../../functions/web/portal/serve.tsx';
import type { PublicStores } from '../../functions/web/portal/published-record.ts';
import { instant } from '../../shared/kernel/instant.ts';

/** The portal behind a plain http server, so that a browser can read it. */
export interface PortalServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves what is published in `stores`, at a free port of this machine. */
export const servePages = async (stores: PublicStores): Promise<PortalServer> => {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://portal');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const event = {
      rawPath: url.pathname, headers, queryStringParameters: Object.fromEntries(url.searchParams), requestContext: { domainName: 'portal', http: { method: request.method } },
    } as unknown as APIGatewayProxyEventV2;
    servePortal(stores, event, instant('2026-06-02T09:00:00+08:00')).then(
      ({ statusCode = 200, headers: own = {}, body = '', isBase64Encoded = false }) => {
        response.writeHead(statusCode, own as Record<string, string>).end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
};
