import { ApiError } from './api-error.ts';

const NAME = /^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/u;

/** Throws `InvalidName` unless `name` may name a state machine or an execution: 1 to 80 characters, none of them blank, control or special. */
export const checkName = (name: string): void => {
  if (!NAME.test(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
};
