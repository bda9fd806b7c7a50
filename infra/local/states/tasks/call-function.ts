import { AccessDenied, type Authorizer, type InvokeResult, type LambdaService } from '../../contract.ts';
import { isJson } from '../api/json-text.ts';
import { functionArn, type Place } from '../arn.ts';
import { isObject } from '../definition.ts';
import type { TaskOutcome } from '../run/thread.ts';
import type { Json } from '../types.ts';
import { deniedOutcome } from './denied.ts';

/** What calling a function needs. */
export type FunctionCaller = { readonly lambda: LambdaService; readonly authorizer: Authorizer; readonly place: Place };

const parsed = (text: string): Json => (text === '' ? null : (JSON.parse(text) as Json));

const failed = (result: InvokeResult): TaskOutcome => {
  let error = 'Lambda.Unknown';
  try {
    const { errorType } = JSON.parse(result.payload) as { errorType?: unknown };
    if (typeof errorType === 'string' && errorType !== '') error = errorType;
  } catch {
    // A function that died says nothing that can be read; its bare answer is the cause.
  }
  return { ok: false, error, cause: result.payload };
};

const invoke = async (caller: FunctionCaller, roleArn: string, name: string, payload: string): Promise<InvokeResult | (TaskOutcome & { ok: false })> => {
  const arn = functionArn(caller.place, name);
  try {
    caller.authorizer.require({ arn: roleArn }, 'lambda:InvokeFunction', arn);
    return await caller.lambda.invoke(name, payload);
  } catch (error) {
    if (error instanceof AccessDenied) return deniedOutcome('lambda', error);
    if (!(error instanceof Error)) throw error;
    if (error.name === 'ResourceNotFoundException') {
      const cause = `Function not found: ${arn}:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: local; Proxy: null)`;
      return { ok: false, error: 'Lambda.ResourceNotFoundException', cause };
    }
    return { ok: false, error: error.name.endsWith('Exception') ? `Lambda.${error.name}` : 'Lambda.Unknown', cause: error.message };
  }
};

/** A Task whose resource is the function itself: the event is the input, the result is what the function answers. */
export const callFunction = async (caller: FunctionCaller, roleArn: string, arn: string, input: Json): Promise<TaskOutcome> => {
  const result = await invoke(caller, roleArn, arn, JSON.stringify(input));
  if ('ok' in result) return result;
  return result.functionError === undefined ? { ok: true, result: parsed(result.payload) } : failed(result);
};

const payloadText = (payload: Json | undefined): string => {
  if (payload === undefined || payload === null) return '{}';
  // Recorded so: a string goes to the function as it stands, as the JSON it holds.
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
};

/** `lambda:invoke`: the answer is `{ExecutedVersion, Payload, StatusCode, …}`. */
export const callLambdaInvoke = async (caller: FunctionCaller, roleArn: string, args: Json): Promise<TaskOutcome> => {
  if (!isObject(args) || typeof args.FunctionName !== 'string') return { ok: false, error: 'States.Runtime', cause: 'lambda:invoke needs a FunctionName' };
  if (args.InvocationType !== undefined && args.InvocationType !== 'RequestResponse') {
    return { ok: false, error: 'States.Runtime', cause: `lambda:invoke with InvocationType ${String(args.InvocationType)} is not supported` };
  }
  const text = payloadText(args.Payload);
  if (!isJson(text)) return { ok: false, error: 'Lambda.InvalidRequestContentException', cause: `Could not parse request body into json: ${text.slice(0, 100)}` };
  const result = await invoke(caller, roleArn, args.FunctionName, text);
  if ('ok' in result) return result;
  if (result.functionError !== undefined) return failed(result);
  return {
    ok: true,
    result: {
      ExecutedVersion: '$LATEST',
      Payload: parsed(result.payload),
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: result.requestId },
      StatusCode: 200,
    },
  };
};
