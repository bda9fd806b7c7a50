import type { ResolvedAssembly } from '../assembly/resolve-assembly.ts';
import type { Place } from '../assembly/scope.ts';

/** What an HTTP API is about to call. */
export interface ApiCall {
  readonly functionArn: string;
  readonly apiId: string;
  readonly stage: string;
  readonly method: string;
  /** As in the route: `/v1/items/{proxy+}`; `/$default` for the route of that name. */
  readonly routePath: string;
}

/** Tells whether some `AWS::Lambda::Permission` of the template lets the HTTP API make a call. */
export const invokePermissions = ({ resources, place }: ResolvedAssembly): ((call: ApiCall) => boolean) => {
  const permissions = resources
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .map(({ properties }) => properties)
    .filter(({ Action, Principal }) => Action === 'lambda:InvokeFunction' && /^apigateway\.amazonaws\.com(\.cn)?$/.test(String(Principal)));
  return (call) =>
    permissions.some(({ FunctionName, SourceArn }) => names(String(FunctionName), call.functionArn) && (SourceArn === undefined || wildcard(String(SourceArn)).test(sourceArn(call, place))));
};

const names = (nameOrArn: string, arn: string): boolean => nameOrArn === arn || arn.endsWith(`:function:${nameOrArn}`);

const sourceArn = ({ apiId, stage, method, routePath }: ApiCall, { partition, region, accountId }: Place): string =>
  `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${routePath}`;

const wildcard = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
