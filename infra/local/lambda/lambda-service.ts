import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Clock, InvokeResult, LambdaService } from '../contract.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { functionWorker, type Outcome } from './function-worker.ts';
import type { WorkerStart } from './worker-protocol.ts';
import { workerPool, type WorkerPool } from './worker-pool.ts';

/** What a finished invocation was. `ms`: real time. */
export interface FinishedInvocation {
  readonly functionName: string;
  readonly failed: boolean;
  readonly ms: number;
}

/** What the functions run on. */
export interface LambdaOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly clock: Clock;
  /** For logs and compiled code. */
  readonly dataDir: string;
  /** What a function finds in its environment beside what the template gives it: region, keys, endpoint. */
  readonly ambient: (definition: FunctionDefinition) => Readonly<Record<string, string>>;
  /** Threads per function. Default 2. */
  readonly concurrency?: number;
  /** Threads in all; beyond, idle ones end. Default 64. */
  readonly threads?: number;
  /** Throws if the function may not write its log. In the cloud such a function runs and leaves no trace; here it does not run. */
  readonly requireLog?: (definition: FunctionDefinition) => void;
  readonly onInvocation?: (invocation: FinishedInvocation) => void;
}

/** The service and its end. */
export interface LocalLambda extends LambdaService {
  definition(functionName: string): FunctionDefinition | undefined;
  close(): Promise<void>;
}

interface Running {
  readonly definition: FunctionDefinition;
  readonly pool: WorkerPool;
  readonly log: WriteStream;
  lastUsed: number;
}

/** Runs functions in worker threads, each with an environment of its own. Threads start when first needed. */
export const lambdaService = (options: LambdaOptions): LocalLambda => {
  const definitions = new Map(options.functions.map((definition) => [definition.name, definition]));
  const running = new Map<string, Running>();
  const compileCache = join(options.dataDir, 'compiled');
  const logs = join(options.dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  let uses = 0;
  let closed = false;

  const start = (definition: FunctionDefinition): Running => {
    const log = createWriteStream(join(logs, `${definition.name}.log`), { flags: 'a' });
    log.setMaxListeners(0);
    const pool = workerPool(() => {
      makeRoom();
      return functionWorker({ start: startOf(definition), environment: { ...options.ambient(definition), ...definition.environment }, compileCache, log });
    }, options.concurrency ?? 2);
    return { definition, pool, log, lastUsed: 0 };
  };

  // The thread that has been idle in the least recently used function goes first.
  const makeRoom = (): void => {
    const idle = [...running.values()].filter(({ pool }) => pool.idle() > 0);
    const total = idle.reduce((sum, { pool }) => sum + pool.idle(), 0);
    if (total < (options.threads ?? 64)) return;
    const [oldest] = idle.sort((a, b) => a.lastUsed - b.lastUsed);
    void oldest?.pool.shrink();
  };

  const find = (name: string): Running => {
    const definition = definitions.get(nameIn(name));
    if (definition === undefined) throw named('ResourceNotFoundException', `Function not found: ${name}`);
    options.requireLog?.(definition);
    const known = running.get(definition.name) ?? start(definition);
    running.set(definition.name, known);
    return known;
  };

  const invoke = async (name: string, payload: string): Promise<InvokeResult> => {
    const called = find(name);
    called.lastUsed = uses += 1;
    const requestId = randomUUID();
    const began = performance.now();
    const outcome = withinSize(await called.pool.run({ requestId, payload, timeoutMs: called.definition.timeoutSeconds * 1000 }));
    // A thread that ends because the machine does must not look like a function that failed: whoever waits calls again after the restart.
    if (closed) return new Promise(() => {});
    options.onInvocation?.({ functionName: called.definition.name, failed: !outcome.ok, ms: performance.now() - began });
    return outcome.ok ? { payload: outcome.payload, requestId } : { payload: JSON.stringify(outcome.error), functionError: 'Unhandled', requestId };
  };

  return {
    invoke: (name, payload) => options.clock.track(invoke(name, payload)),
    definition: (name) => definitions.get(nameIn(name)),
    close: async () => {
      closed = true;
      await Promise.all([...running.values()].map(({ pool }) => pool.end()));
      for (const { log } of running.values()) log.end();
      running.clear();
    },
  };
};

/** Bytes of a result that Lambda takes at most. */
const MOST_RESULT_BYTES = 6_291_556;

const withinSize = (outcome: Outcome): Outcome =>
  outcome.ok && Buffer.byteLength(outcome.payload) > MOST_RESULT_BYTES
    ? { ok: false, error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage: `Response payload size exceeded maximum allowed payload size (${MOST_RESULT_BYTES} bytes).`, trace: [] } }
    : outcome;

const startOf = (definition: FunctionDefinition): WorkerStart => ({
  directory: definition.directory,
  handler: definition.handler,
  functionName: definition.name,
  functionArn: definition.arn,
  memoryMb: definition.memoryMb,
});

/** The function's name in a name, a partial ARN or an ARN, with or without qualifier. */
const nameIn = (nameOrArn: string): string => /(?:^|:)function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn.split(':')[0] ?? nameOrArn;

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
