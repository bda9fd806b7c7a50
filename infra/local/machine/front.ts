import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageAnswer } from '../http-api/api-answer.ts';
import { sendAnswer } from '../http-api/send-answer.ts';

type Handler = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Who answers what is not a signed call: the machine's own pages below `/_local` and `/oidc`, the HTTP API everything else. */
export const front =
  (handlers: Promise<{ readonly local: Handler; readonly issuer: Handler; readonly api: Handler | null }>): Handler =>
  async (message, response) => {
    const { local, issuer, api } = await handlers;
    const path = message.url ?? '/';
    if (isBelow(path, '/_local')) return local(message, response);
    if (isBelow(path, '/oidc')) return issuer(message, response);
    if (api !== null) return api(message, response);
    sendAnswer(response, messageAnswer(404, 'Not Found'));
  };

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}?`);
