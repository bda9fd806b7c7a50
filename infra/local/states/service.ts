import { AccessDenied, type Service, type ServiceRequest, type ServiceResponse } from '../contract.ts';
import { ACTIONS, refusedAction } from './api/actions.ts';
import { ApiError } from './api/api-error.ts';
import { answer, refusal } from './api/wire.ts';
import { Operations } from './operations.ts';
import type { JsonObject } from './types.ts';

/** The local Step Functions service: its operations for those inside the machine, who are trusted, and {@link StatesService.handle} for those who call it from outside, who are not. */
export class StatesService extends Operations implements Service {
  /** The service's API: AWS JSON 1.0, `X-Amz-Target: AWSStepFunctions.*`. Asks the authorizer for each action. */
  async handle(request: ServiceRequest): Promise<ServiceResponse> {
    const target = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? '';
    const name = target.replace(/^AWSStepFunctions\./, '');
    const action = ACTIONS[name];
    if (action === undefined) return refusal('UnknownOperationException', refusedAction(name));
    const text = Buffer.from(request.body).toString('utf8');
    const { authorizer } = this.options;
    try {
      const body = JSON.parse(text === '' ? '{}' : text) as JsonObject;
      return answer(await action({ service: this, body, require: (needed, resource) => authorizer.require(request.principal, needed, resource) }));
    } catch (error) {
      if (error instanceof ApiError) return refusal(error.code, error.message);
      if (error instanceof AccessDenied) return refusal('AccessDeniedException', error.message);
      if (error instanceof SyntaxError) return refusal('SerializationException', error.message);
      throw error;
    }
  }
}
