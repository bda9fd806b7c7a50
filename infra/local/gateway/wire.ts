import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceResponse } from '../contract.ts';
import type { Headers } from './claim.ts';

/** The request's headers by lower-case name, repeated ones joined by commas. */
export const headersOf = (request: IncomingMessage): Headers =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );

/** The whole body. Rejects if the connection ends before it does. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
};

/** Sends the answer; resolves when it has left or the client has gone. */
export const send = (response: ServerResponse, { status, headers, body }: ServiceResponse, method: string): Promise<void> =>
  new Promise((resolve) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const bodiless = status === 204 || status === 304;
    response.once('close', resolve);
    response.writeHead(status, bodiless ? headers : { 'content-length': String(bytes.length), ...headers });
    response.end(bodiless || method === 'HEAD' ? undefined : bytes);
  });
