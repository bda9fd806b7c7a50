import type { Json, JsonObject } from '../types.ts';

/** How a task ended. */
export type TaskOutcome =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly error: string | null; readonly cause: string | null };

/** A call that is out, or a token or child execution that is waited for. All times in milliseconds. */
export type TaskPhase = {
  kind: 'task';
  /** Tells this call from the state's earlier and later ones; answers to any other are late. */
  key: string;
  resource: string;
  arguments: Json;
  /** calling: the call is out, and is made again after a restart. token, child: the call has returned. */
  stage: 'calling' | 'token' | 'child';
  token: string | null;
  /** An answer that came before the call returned. */
  early: TaskOutcome | null;
  childArn: string | null;
  timeoutMs: number | null;
  heartbeatSeconds: number | null;
  heartbeatMs: number | null;
};

/** Branches or iterations under way. The children's ids are `first` to `first + count − 1`. */
export type ChildrenPhase = {
  kind: 'children';
  first: number;
  count: number;
  /** How many have been started. */
  started: number;
  running: number;
  failed: number;
  limit: number;
  distributed: null | Omit<MapRunSettings, 'limit'>;
};

/** What a distributed Map fixes when it starts. */
export type MapRunSettings = {
  mapRunArn: string;
  limit: number;
  toleratedCount: number | null;
  toleratedPercentage: number | null;
  /** The evaluated `ResultWriter.Arguments`. */
  writer: JsonObject | null;
};

/** An evaluated `ItemReader`. */
export type ReaderCall = { action: string; arguments: Json; config: JsonObject };

/** What a thread is doing. */
export type Phase =
  | { kind: 'pending' }
  | { kind: 'enter' }
  | { kind: 'again' }
  | { kind: 'reading'; key: string; reader: ReaderCall; settings: MapRunSettings }
  | { kind: 'writing'; key: string; arguments: Json; output: Json }
  | { kind: 'waiting'; dueMs: number }
  | { kind: 'retrying'; dueMs: number }
  | TaskPhase
  | ChildrenPhase
  | { kind: 'done'; output: Json }
  | { kind: 'failed'; error: string | null; cause: string | null };

/** A line of states being walked: the execution itself, a branch, or an iteration. Plain JSON; this is what survives a killed process. */
export type Thread = {
  id: number;
  parent: number | null;
  /** Which branch or iteration. */
  index: number;
  /** Pointer of the block in the definition. */
  block: string;
  state: string;
  input: Json;
  variables: JsonObject;
  /** An iteration's item, as in `$states.context.Map.Item`. */
  item: { index: number; value: Json } | null;
  /** Set in a distributed Map's iterations: they count as executions of their own, outside the history and variables of their parent. */
  own: { id: string; name: string; input: Json; startMs: number; events: number } | null;
  /** Last event of this line, `previousEventId` of the next. */
  previous: number;
  enteredId: number;
  enteredPrevious: number;
  enteredMs: number;
  retryCount: number;
  /** Attempts made by each retrier of the state. */
  attempts: number[];
  /** Counts the calls made, to name them. */
  calls: number;
  phase: Phase;
};

/** The first thread of a line, before its first state. */
export const newThread = (
  place: Pick<Thread, 'id' | 'parent' | 'index' | 'block' | 'state' | 'input' | 'item' | 'own' | 'previous' | 'phase'>,
): Thread => ({
  ...place,
  variables: {},
  enteredId: 0,
  enteredPrevious: 0,
  enteredMs: 0,
  retryCount: 0,
  attempts: [],
  calls: 0,
});
