import type { Place } from '../assembly/scope.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { AccessKey } from './access-keys.ts';

/** What every function finds in its environment beside the template's own variables, as on the service; the endpoint leads its SDK to this machine. */
export const functionEnvironment = (definition: FunctionDefinition, place: Place, key: AccessKey, endpoint: string): Readonly<Record<string, string>> => ({
  AWS_REGION: place.region,
  AWS_DEFAULT_REGION: place.region,
  AWS_ACCESS_KEY_ID: key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  AWS_ENDPOINT_URL: endpoint,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: definition.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: definition.directory,
  _HANDLER: definition.handler,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
});
