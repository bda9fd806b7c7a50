import type { StateType } from '../definition.ts';

/** The two languages a state may be written in. */
export type QueryLanguage = 'JSONPath' | 'JSONata';

const EVERY = ['Type', 'Comment', 'QueryLanguage'];
const STEP = ['Next', 'End'];
const RECOVERY = ['Retry', 'Catch'];
const TIMING = ['TimeoutSeconds', 'HeartbeatSeconds'];
const MAP = ['ItemProcessor', 'Iterator', 'ItemReader', 'ItemSelector', 'ItemBatcher', 'ResultWriter', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage', 'Label'];

const COMMON = {
  Pass: STEP,
  Task: [...STEP, ...RECOVERY, ...TIMING, 'Resource', 'Credentials'],
  Choice: ['Choices', 'Default'],
  Wait: [...STEP, 'Seconds', 'Timestamp'],
  Succeed: [],
  Fail: ['Error', 'Cause'],
  Parallel: [...STEP, ...RECOVERY, 'Branches'],
  Map: [...STEP, ...RECOVERY, ...MAP],
} as const satisfies Record<StateType, readonly string[]>;

const JSONATA = {
  Pass: ['Output', 'Assign'],
  Task: ['Arguments', 'Output', 'Assign'],
  Choice: ['Output', 'Assign'],
  Wait: ['Output', 'Assign'],
  Succeed: ['Output'],
  Fail: [],
  Parallel: ['Arguments', 'Output', 'Assign'],
  Map: ['Items', 'Output', 'Assign'],
} as const satisfies Record<StateType, readonly string[]>;

const PATHS = ['InputPath', 'OutputPath'];
const RESULTS = ['Parameters', 'ResultSelector', 'ResultPath', 'Assign'];

const JSONPATH = {
  Pass: [...PATHS, 'Parameters', 'Result', 'ResultPath', 'Assign'],
  Task: [...PATHS, ...RESULTS, 'TimeoutSecondsPath', 'HeartbeatSecondsPath'],
  Choice: [...PATHS, 'Assign'],
  Wait: [...PATHS, 'SecondsPath', 'TimestampPath', 'Assign'],
  Succeed: PATHS,
  Fail: [...PATHS, 'ErrorPath', 'CausePath'],
  Parallel: [...PATHS, ...RESULTS],
  Map: [...PATHS, ...RESULTS, 'ItemsPath', 'MaxConcurrencyPath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
} as const satisfies Record<StateType, readonly string[]>;

/** The fields a state of `type` may have. */
export const allowedFields = (type: StateType, language: QueryLanguage): ReadonlySet<string> =>
  new Set([...EVERY, ...COMMON[type], ...(language === 'JSONata' ? JSONATA : JSONPATH)[type]]);

/** The fields only JSONPath has: what this service does not run. */
export const jsonPathOnly = (type: StateType): ReadonlySet<string> => {
  const jsonata: ReadonlySet<string> = new Set(JSONATA[type]);
  return new Set(JSONPATH[type].filter((field) => !jsonata.has(field)));
};

/** The fields a state of `type` must have. */
export const REQUIRED = {
  Pass: [],
  Task: ['Resource'],
  Choice: ['Choices'],
  Wait: [],
  Succeed: [],
  Fail: [],
  Parallel: ['Branches'],
  Map: [],
} as const satisfies Record<StateType, readonly string[]>;

/** True for the name of a state type. */
export const isStateType = (type: unknown): type is StateType => typeof type === 'string' && type in COMMON;
