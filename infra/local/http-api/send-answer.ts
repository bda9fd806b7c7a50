import type { ServerResponse } from 'node:http';
import type { HttpAnswer } from './api-answer.ts';

/** Sends `answer` as it is. */
export const sendAnswer = (response: ServerResponse, { status, headers, body }: HttpAnswer): void => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  if (status !== 204 && status !== 304) response.setHeader('content-length', bytes.length);
  response.end(bytes);
};
