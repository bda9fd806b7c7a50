// Runs inside a worker thread: loads one handler, then answers one event at a time.
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionErrorPayload, WorkerAnswer, WorkerEvent, WorkerStart } from './worker-protocol.ts';

type Handler = (event: unknown, context: object) => unknown;

const start = workerData as WorkerStart;
const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);

const payloadOf = (error: unknown): FunctionErrorPayload =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error)), trace: [] };

const loadHandler = async (): Promise<Handler> => {
  const dot = start.handler.lastIndexOf('.');
  const file = start.handler.slice(0, dot);
  const path = ['.mjs', '.js', '.cjs'].map((extension) => join(start.directory, `${file}${extension}`)).find((candidate) => existsSync(candidate));
  if (path === undefined) throw Object.assign(new Error(`Cannot find module '${file}'`), { name: 'Runtime.ImportModuleError' });
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  const handler = module[start.handler.slice(dot + 1)];
  if (typeof handler !== 'function') throw Object.assign(new Error(`${start.handler} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  return handler as Handler;
};

const contextOf = ({ requestId, timeoutMs }: WorkerEvent): object => {
  const deadline = Date.now() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
  };
};

const run = async (handler: Handler, event: WorkerEvent): Promise<WorkerAnswer> => {
  try {
    const result: unknown = await handler(JSON.parse(event.payload), contextOf(event));
    return { kind: 'result', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { kind: 'error', error: payloadOf(error) };
  }
};

delete process.env['NODE_COMPILE_CACHE'];
try {
  const handler = await loadHandler();
  parentPort?.on('message', (event: WorkerEvent) => void run(handler, event).then(answer));
  answer({ kind: 'ready' });
  flushCompileCache();
} catch (error) {
  answer({ kind: 'not-loaded', error: payloadOf(error) });
}
