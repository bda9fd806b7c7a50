import { Worker } from 'node:worker_threads';
import type { FunctionErrorPayload, WorkerAnswer, WorkerEvent, WorkerStart } from './worker-protocol.ts';

/** How an event ended. */
export type Outcome = { readonly ok: true; readonly payload: string } | { readonly ok: false; readonly error: FunctionErrorPayload };

/** One thread that runs one function, one event at a time. */
export interface FunctionWorker {
  /** Runs `event`; a handler that takes longer than its timeout, or dies, ends the thread. Never rejects. */
  run(event: WorkerEvent): Promise<Outcome>;
  /** False once the thread has ended or must be ended. */
  alive(): boolean;
  end(): Promise<void>;
}

/** What a thread is started with beside the function's own data. `log` takes what the function prints. */
export interface WorkerOptions {
  readonly start: WorkerStart;
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of compiled code that all threads share: loading is most of a thread's start. */
  readonly compileCache: string;
  readonly log: NodeJS.WritableStream;
}

// As the service's own runtime, leave some of the function's memory to Node itself.
const HEAP_SHARE = 0.9;
const MAIN = new URL('./worker-main.ts', import.meta.url);

/** Starts a thread; its handler loads at once. */
export const functionWorker = ({ start, environment, compileCache, log }: WorkerOptions): FunctionWorker => {
  let alive = true;
  let pending: ((answer: WorkerAnswer) => void) | undefined;
  const thread = new Worker(MAIN, {
    workerData: start,
    // Read by the thread as it starts, before any of our code is compiled; taken out of the function's sight there.
    env: { ...environment, NODE_COMPILE_CACHE: compileCache },
    stdout: true,
    stderr: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: Math.max(Math.floor(start.memoryMb * HEAP_SHARE), 32) },
  });
  thread.stdout.pipe(log, { end: false });
  thread.stderr.pipe(log, { end: false });
  thread.unref();

  const die = (error: FunctionErrorPayload): void => {
    alive = false;
    pending?.({ kind: 'error', error });
  };
  thread.on('message', (answer: WorkerAnswer) => pending?.(answer));
  thread.on('error', (error: Error & { code?: string }) => die(deathOf(error)));
  thread.on('exit', (code) => die({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with status ${code}`, trace: [] }));

  const nextAnswer = (): Promise<WorkerAnswer> =>
    new Promise((resolve) => {
      pending = (answer) => {
        pending = undefined;
        resolve(answer);
      };
    });
  const end = async (): Promise<void> => {
    alive = false;
    await thread.terminate();
  };
  const loaded = nextAnswer();

  return {
    alive: () => alive,
    end,
    run: async (event) => {
      const ready = await loaded;
      if (ready.kind === 'not-loaded' || ready.kind === 'error') {
        await end();
        return { ok: false, error: ready.error };
      }
      const answered = nextAnswer();
      thread.postMessage(event);
      const alarm = setTimeout(() => {
        alive = false;
        pending?.({ kind: 'error', error: timeoutError(event) });
        void thread.terminate();
      }, event.timeoutMs);
      const answer = await answered;
      clearTimeout(alarm);
      if (answer.kind === 'result') return { ok: true, payload: answer.payload };
      return { ok: false, error: answer.kind === 'ready' ? deathOf(new Error('answered out of turn')) : answer.error };
    },
  };
};

const timeoutError = ({ requestId, timeoutMs }: WorkerEvent): FunctionErrorPayload => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
  trace: [],
});

const deathOf = (error: Error & { code?: string }): FunctionErrorPayload =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? { errorType: 'Runtime.OutOfMemory', errorMessage: `Runtime exited: ${error.message}`, trace: [] }
    : { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
