export type * from './event-types.ts';
export type * from './manifest-types.ts';
export type * from './transcript-types.ts';
