import type { log as Log } from '../../../functions/kit/log.ts';
import { running, type Invocation } from './invocation.ts';
import type { Deployed } from './deployment.ts';

/** A function as the runtime calls it. */
export type Handler = (event: unknown, context: object) => unknown;

/** Handlers by entry file. */
export type Handlers = ReadonlyMap<string, Handler>;

let loaded: Promise<Handlers> | undefined;

/**
 * Imports the handlers of all functions of API and workflows from their sources, once per process, and leads what they ask for - the record, the rules, the
 * publication channels - to the invocation that is running.
 */
export const handlers = ({ functions, environment }: Deployed): Promise<Handlers> => {
  const { NODE_OPTIONS: _, ...variables } = environment;
  Object.assign(process.env, variables, { POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_LOG_LEVEL: 'SILENT' });
  return (loaded ??= load([...functions.keys()]));
};

const load = async (entries: readonly string[]): Promise<Handlers> => {
  const { profileFrom, storesFrom } = await import('../../../functions/kit/context.ts');
  storesFrom(() => now().stores);
  profileFrom(() => now().profile);
  listenTo((await import('../../../functions/kit/log.ts')).log);
  pushThroughInvocation();
  const ours = entries.filter((entry) => !entry.startsWith('web/'));
  const one = async (entry: string): Promise<Handler> =>
    ((await import(/* @vite-ignore */ new URL(`../../../functions/${entry}.ts`, import.meta.url).href)) as { handler: Handler }).handler;
  return new Map(await Promise.all(ours.map(async (entry) => [entry, await one(entry)] as const)));
};

const now = (): Invocation => {
  const invocation = running.getStore();
  if (invocation === undefined) throw new Error('a function asked for the record outside of an invocation');
  return invocation;
};

const listenTo = (log: typeof Log): void => {
  const tell = (...[message, more]: readonly unknown[]): void => running.getStore()?.onLog(String(message), more);
  log.error = tell;
  log.warn = tell;
};

const pushThroughInvocation = (): void => {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const invocation = running.getStore();
    return invocation === undefined ? real(input, init) : invocation.push(String(input), init ?? {});
  };
};
