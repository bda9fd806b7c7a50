import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageAnswer, type HttpAnswer } from '../http-api/api-answer.ts';
import { readHttpRequest, type HttpRequest } from '../http-api/http-request.ts';
import { sendAnswer } from '../http-api/send-answer.ts';

const OWN_HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Serves one of the machine's own pages. Refuses requests that name another host, and changes asked for by a page of another origin:
 * what listens on 127.0.0.1 can else be reached by any page in a browser on the same computer.
 */
export const localPage =
  (handle: (request: HttpRequest) => Promise<HttpAnswer>) =>
  async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readHttpRequest(message);
    sendAnswer(response, typeof request === 'string' ? messageAnswer(400, request) : isForeign(request) ? messageAnswer(403, 'only from this machine') : await handle(request));
  };

const isForeign = ({ method, headers }: HttpRequest): boolean => {
  const { host = '', origin } = headers;
  if (!OWN_HOSTS.test(host)) return true;
  return method !== 'GET' && method !== 'HEAD' && origin !== undefined && origin !== `http://${host}`;
};
