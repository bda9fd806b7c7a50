import type { Authorizer } from '../contract.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';

const ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;

/** Requires that a function's role may write to its log group. Throws `AccessDenied`. */
export const logging =
  (authorizer: Authorizer, place: { readonly partition: string; readonly region: string; readonly accountId: string }) =>
  ({ roleArn, logGroup }: FunctionDefinition): void => {
    const stream = `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${logGroup}:log-stream:local`;
    for (const action of ACTIONS) authorizer.require({ arn: roleArn }, action, stream);
  };
