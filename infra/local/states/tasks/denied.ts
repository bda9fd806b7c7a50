import { AccessDenied } from '../../contract.ts';

/** How each service's failures without a name of their own are called in a state machine. */
const GENERAL: Readonly<Record<string, string>> = {
  lambda: 'Lambda.AWSLambdaException',
  dynamodb: 'DynamoDB.AmazonDynamoDBException',
  states: 'StepFunctions.AWSStepFunctionsException',
  s3: 'S3.AmazonS3Exception',
};

const SERVICES: Readonly<Record<string, string>> = { lambda: 'AWSLambda', dynamodb: 'AmazonDynamoDBv2', states: 'AWSStepFunctions', s3: 'Amazon S3' };

const pascal = (word: string): string => word.split('-').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');

/** The error's name and cause when the state machine's role may not make a call; the cause names action and resource. */
export const deniedOutcome = (resourceType: string, denied: AccessDenied): { ok: false; error: string; cause: string } => {
  const [, action = ''] = /^[^:]+:(.+)$/.exec(denied.action) ?? [];
  const sdk = resourceType.startsWith('aws-sdk:');
  const service = sdk ? resourceType.slice('aws-sdk:'.length) : resourceType;
  const name = pascal(service === 'dynamodb' ? 'dynamo-db' : service === 'states' || service === 'sfn' ? 'sfn' : service);
  return {
    ok: false,
    error: sdk ? `${name}.${name}Exception` : (GENERAL[service] ?? `${name}.AccessDeniedException`),
    cause: `${denied.message} because no identity-based policy allows the ${denied.action} action (Service: ${SERVICES[service] ?? name}; Status Code: 403; Error Code: AccessDeniedException; Request ID: ${action}; Proxy: null)`,
  };
};
