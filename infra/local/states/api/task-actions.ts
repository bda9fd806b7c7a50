import type { JsonObject } from '../types.ts';
import type { Call } from './call.ts';
import { optionalText, text } from './wire.ts';

const sendTaskSuccess = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const token = text(body, 'taskToken');
  require('states:SendTaskSuccess', service.tokenOwner(token).stateMachineArn);
  await service.sendTaskSuccess(token, text(body, 'output'));
  return {};
};

const sendTaskFailure = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const token = text(body, 'taskToken');
  require('states:SendTaskFailure', service.tokenOwner(token).stateMachineArn);
  await service.sendTaskFailure(token, optionalText(body, 'error') ?? null, optionalText(body, 'cause') ?? null);
  return {};
};

const sendTaskHeartbeat = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const token = text(body, 'taskToken');
  require('states:SendTaskHeartbeat', service.tokenOwner(token).stateMachineArn);
  await service.sendTaskHeartbeat(token);
  return {};
};

/** Actions on task tokens. */
export const TASK_ACTIONS = { SendTaskSuccess: sendTaskSuccess, SendTaskFailure: sendTaskFailure, SendTaskHeartbeat: sendTaskHeartbeat } as const;
