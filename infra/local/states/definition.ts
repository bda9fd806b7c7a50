import type { Json, JsonObject } from './types.ts';

/** The kinds of states. */
export type StateType = 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

/** One state of a definition, as written, with its name. */
export type StateNode = {
  readonly name: string;
  readonly type: StateType;
  readonly next: string | null;
  readonly fields: Readonly<JsonObject>;
  /** JSON pointer of the state within the definition; its blocks are named by it. */
  readonly pointer: string;
};

/** States with a start among them: the machine itself, a branch, or what a Map does with each item. */
export type Block = { readonly startAt: string; readonly states: ReadonlyMap<string, StateNode> };

/** A definition ready to run. */
export type Program = {
  readonly timeoutSeconds: number | null;
  /** By JSON pointer; the machine's own block is `''`. */
  readonly blocks: ReadonlyMap<string, Block>;
};

/** True for a JSON object. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The pointer of branch `index` of a Parallel state. */
export const branchPointer = (state: StateNode, index: number): string => `${state.pointer}/Branches/${index}`;

/** The pointer of what a Map state does with each item. */
export const processorPointer = (state: StateNode): string => `${state.pointer}/ItemProcessor`;

const addBlock = (blocks: Map<string, Block>, pointer: string, block: JsonObject): void => {
  const states = new Map<string, StateNode>();
  blocks.set(pointer, { startAt: String(block.StartAt), states });
  for (const [name, fields] of Object.entries(isObject(block.States) ? block.States : {})) {
    if (!isObject(fields)) continue;
    const state: StateNode = {
      name,
      type: fields.Type as StateType,
      next: typeof fields.Next === 'string' ? fields.Next : null,
      fields,
      pointer: `${pointer}/States/${name}`,
    };
    states.set(name, state);
    if (isObject(fields.ItemProcessor)) addBlock(blocks, processorPointer(state), fields.ItemProcessor);
    if (Array.isArray(fields.Branches)) {
      for (const [index, branch] of fields.Branches.entries()) if (isObject(branch)) addBlock(blocks, branchPointer(state, index), branch);
    }
  }
};

/** Prepares a definition that has passed validation. */
export const loadProgram = (definition: JsonObject): Program => {
  const blocks = new Map<string, Block>();
  addBlock(blocks, '', definition);
  return { timeoutSeconds: typeof definition.TimeoutSeconds === 'number' ? definition.TimeoutSeconds : null, blocks };
};

/** The state `name` in the block at `pointer`. Throws if there is none: validation has let a dangling name through. */
export const stateOf = (program: Program, pointer: string, name: string): StateNode => {
  const state = program.blocks.get(pointer)?.states.get(name);
  if (state === undefined) throw new Error(`no state ${name} in block '${pointer}'`);
  return state;
};
