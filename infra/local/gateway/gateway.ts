import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerCall } from './answer-call.ts';
import { claimOf } from './claim.ts';
import { BREAK_CONNECTION } from './fault.ts';
import { listen } from './listen.ts';
import type { Gateway, GatewayOptions } from './options.ts';
import { answer } from './refusal.ts';
import { headersOf, readBody, send } from './wire.ts';

/**
 * Opens the machine's one door on 127.0.0.1. Requests with an AWS signature, in the header or pre-signed, go to the service that their
 * credential scope names, as the principal that owns the access key; all others go to `fallback`.
 */
export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = headersOf(request);
    const url = request.url ?? '/';
    const claim = claimOf(url, headers);
    if (claim === undefined) return options.fallback(request, response);
    const raw = { method: request.method ?? 'GET', url, headers, body: await readBody(request) };
    const outcome = claim === 'malformed'
      ? answer(headers.authorization === undefined ? 's3' : 'unknown', { reason: 'malformed', message: 'The signature cannot be read.' })
      : await answerCall(options, claim, raw);
    if (outcome === BREAK_CONNECTION) request.socket.destroy();
    else await send(response, outcome, raw.method);
  };
  const server = createServer((request, response) => {
    const work = respond(request, response).catch((error: unknown) => failPlainly(error, response));
    void options.clock.track(work);
  });
  // Clients keep connections open; closing one just as they reuse it looks to them like a failed call.
  server.keepAliveTimeout = 0;
  return listen(server, options.port);
};

const failPlainly = (error: unknown, response: ServerResponse): void => {
  // The client has gone: nobody to tell, and nothing wrong here.
  if (response.destroyed || (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) return;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error');
};
