import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Journal } from './journal.ts';
import { notePushes } from './pushes.ts';
import { FAILING_CHANNEL } from './story.ts';

/** The two publication channels, on this machine. */
export interface ChannelReceiver {
  /** Address by channel. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** What is pushed: results, each under a key that stays the same however often it is sent. */
interface Push {
  readonly channel: string;
  readonly batchId: string;
  readonly results: readonly { readonly key: string; readonly content?: { readonly planName?: string } }[];
}

/**
 * Listens on 127.0.0.1 and answers a receipt for each result, the same one for the same key. As the story wants it, the credit platform is
 * down at the moment of the first push of results of a plan that `isDownFor`; the journal remembers. A step that was killed before it could
 * write down what it met finds the same when it runs again at that moment.
 */
export const startChannelReceiver = async (options: {
  readonly channels: readonly string[];
  readonly port?: number;
  readonly journal: Journal;
  readonly isDownFor: (planName: string) => boolean;
  /** The time, milliseconds since 1970. */
  readonly now: () => number;
}): Promise<ChannelReceiver> => {
  const server = createServer((request, response) => {
    void answerTo(request, options).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urls: Object.fromEntries(options.channels.map((channel) => [channel, `http://127.0.0.1:${port}/${channel}`])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const answerTo = async (
  request: IncomingMessage,
  { journal, isDownFor, now }: { readonly journal: Journal; readonly isDownFor: (planName: string) => boolean; readonly now: () => number },
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const push = await readPush(request);
  if (push === undefined) return { status: 400, body: { message: 'a push holds channel, batchId and results' } };
  const { channel, batchId, results } = push;
  if (channel === FAILING_CHANNEL && isDownFor(results[0]?.content?.planName ?? '')) {
    const at = new Date(now()).toISOString();
    journal.note('pushRefused', { at, batchId, channel });
    if (journal.read().pushRefused?.at === at) return { status: 503, body: { message: 'service temporarily unavailable' } };
  }
  notePushes(journal.folder, results.map(({ key, content }) => ({ key, content: createHash('sha256').update(JSON.stringify(content ?? null)).digest('hex') })));
  return { status: 200, body: { receipts: results.map(({ key }) => ({ key, receiptNo: receiptNo(key) })) } };
};

const receiptNo = (key: string): string => `R${createHash('sha256').update(key).digest('hex').slice(0, 16).toUpperCase()}`;

const readPush = async (request: IncomingMessage): Promise<Push | undefined> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const push = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<Push>;
    return typeof push.channel === 'string' && typeof push.batchId === 'string' && Array.isArray(push.results) ? (push as Push) : undefined;
  } catch {
    return undefined;
  }
};
