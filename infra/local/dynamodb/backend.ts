import { Agent, request as open } from 'node:http';
import type { ServiceResponse } from '../contract.ts';
import { startEngine, type Engine } from './engine.ts';

/** Whatever stores the data: the bundled engine or another endpoint. */
export interface Backend {
  /** Performs one operation. While the engine is down, waits until it is back and answers 500, which clients retry. */
  send(operation: string, body: Uint8Array | string): Promise<ServiceResponse>;
  close(): Promise<void>;
}

const SOCKETS = 32;

/** Connects to `endpoint`, or starts the engine over `dataDir` and starts it again whenever it dies. */
export const openBackend = async (dataDir: string, endpoint: string | undefined): Promise<Backend> => {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS, scheduling: 'lifo', noDelay: true });
  if (endpoint !== undefined) {
    const url = new URL(endpoint);
    return { send: (operation, body) => post(agent, url, operation, body), close: async () => agent.destroy() };
  }
  let closing = false;
  let engine = startEngine(dataDir);
  const watch = async (current: Promise<Engine>): Promise<void> => {
    await (await current).ended;
    if (closing) return;
    engine = startEngine(dataDir);
    await watch(engine);
  };
  await engine;
  watch(engine).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  return {
    send: async (operation, body) => {
      const { port } = await engine;
      try {
        return await post(agent, new URL(`http://127.0.0.1:${port}/`), operation, body);
      } catch (error) {
        await engine;
        return { status: 500, headers: JSON_TYPE, body: JSON.stringify({ __type: 'InternalServerError', message: String(error) }) };
      }
    },
    close: async () => {
      closing = true;
      agent.destroy();
      await (await engine).stop();
    },
  };
};

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

// The engine wants the form of a signature and does not verify it: that is the gateway's work.
const SIGNED = {
  ...JSON_TYPE,
  'x-amz-date': '20250101T000000Z',
  authorization: 'AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

const post = (agent: Agent, url: URL, operation: string, body: Uint8Array | string): Promise<ServiceResponse> =>
  new Promise((resolve, reject) => {
    const headers = { ...SIGNED, 'x-amz-target': `DynamoDB_20120810.${operation}`, 'content-length': Buffer.byteLength(body) };
    const outgoing = open({ agent, host: url.hostname, port: url.port, path: url.pathname, method: 'POST', headers }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.once('error', reject);
      incoming.once('end', () =>
        resolve({ status: incoming.statusCode ?? 500, headers: kept(incoming.headers), body: Buffer.concat(parts) }),
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });

const KEPT = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'];

const kept = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(KEPT.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
