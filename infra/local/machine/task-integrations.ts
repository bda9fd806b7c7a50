import type { Service, ServiceResponse, TaskIntegration } from '../contract.ts';
import { dynamoDbIntegrations } from '../states/tasks/dynamodb.ts';
import { s3Integrations } from '../states/tasks/s3.ts';

/** The service calls that a state machine may make by itself, besides those built into the States service. */
export const taskIntegrations = ({ dynamodb, s3 }: { readonly dynamodb: Service; readonly s3: Service }): Readonly<Record<string, TaskIntegration>> => ({
  ...dynamoDbIntegrations(async (operation, body, principal) => {
    const headers = { 'x-amz-target': `DynamoDB_20120810.${operation}`, 'content-type': 'application/x-amz-json-1.0' };
    const response = await dynamodb.handle({ method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify(body)), principal });
    return { status: response.status, body: JSON.parse(textOf(response)) as Record<string, unknown> };
  }),
  ...s3Integrations(async ({ method, url, contentType, body = '' }, principal) => {
    const response = await s3.handle({ method, url, headers: contentType === undefined ? {} : { 'content-type': contentType }, body: Buffer.from(body), principal });
    return { status: response.status, headers: response.headers, body: textOf(response) };
  }),
});

const textOf = ({ body }: ServiceResponse): string => (typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
