import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/** What the service answers to a request that can never be right. */
export const validationException = (message: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata: { httpStatusCode: 400 } });
