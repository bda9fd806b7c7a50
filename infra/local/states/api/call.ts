import type { Operations } from '../operations.ts';
import type { JsonObject } from '../types.ts';
import { ApiError } from './api-error.ts';
import { text } from './wire.ts';

/** One request: its body, and the check that its caller may do what it asks. */
export type Call = {
  readonly service: Operations;
  readonly body: JsonObject;
  readonly require: (action: string, resource: string) => void;
};

/** What answers a request. */
export type Action = (call: Call) => JsonObject | Promise<JsonObject>;

/** The member `name` of a request, an ARN of this service. Throws `InvalidArn`. */
export const arnIn = (body: JsonObject, name: 'stateMachineArn' | 'executionArn'): string => {
  const arn = text(body, name);
  const kind = name === 'executionArn' ? 'execution' : 'stateMachine';
  if (!new RegExp(`^arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:${kind}:[^\\s]+$`).test(arn)) throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
  return arn;
};
