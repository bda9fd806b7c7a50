import { Session } from 'node:inspector/promises';

type Node = { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string }; readonly children?: readonly number[] };
type Profile = { readonly nodes: readonly Node[]; readonly samples?: readonly number[]; readonly timeDeltas?: readonly number[] };

/** Parts of the machine by where their code lies; the first that fits a frame or the nearest frame above it counts. */
const PARTS: readonly (readonly [part: string, url: RegExp])[] = [
  ['interpreter: store', /infra\/local\/states\/store/],
  ['interpreter: expressions', /node_modules\/jsonata|infra\/local\/states\/query/],
  ['interpreter: transitions', /infra\/local\/states/],
  ['service: tables (the part before the database)', /infra\/local\/dynamodb/],
  ['service: objects', /infra\/local\/s3/],
  ['service: functions (handing over to their threads)', /infra\/local\/lambda/],
  ['service: HTTP API, tokens', /infra\/local\/(http-api|issuer)/],
  ['gateway, roles', /infra\/local\/(gateway|iam|machine)/],
  ['clock, schedules, rest of the machine', /infra\/local/],
  ['the people (rehearsal)', /infra\/rehearsal|shared\//],
];
const OUTSIDE: ReadonlyMap<string, string> = new Map([['(idle)', 'waiting for functions and database'], ['(garbage collector)', 'garbage collection'], ['(program)', 'native code and sockets']]);

/** Seconds of the calling thread by part while `work` runs. */
export const profiled = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: ReadonlyMap<string, number> }> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 5_000 });
  await session.post('Profiler.start');
  const result = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { result, seconds: byPart(profile as Profile) };
};

const byPart = ({ nodes, samples = [], timeDeltas = [] }: Profile): ReadonlyMap<string, number> => {
  const above = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parts = new Map<number, string>();
  const partOf = (id: number): string => {
    let part = parts.get(id);
    if (part !== undefined) return part;
    const frame = frames.get(id);
    const parent = above.get(id);
    part = frame === undefined ? '?' : (OUTSIDE.get(frame.functionName) ?? PARTS.find(([, url]) => url.test(frame.url))?.[0] ?? (parent === undefined ? 'node: sockets, streams, timers' : partOf(parent)));
    parts.set(id, part);
    return part;
  };
  const seconds = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const part = partOf(id);
    seconds.set(part, (seconds.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1e6);
  }
  return seconds;
};
