import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { stores } from '../../kit/context.ts';
import { nowOfRequest } from '../../kit/now.ts';
import { servePortal } from './serve.tsx';

export const handler = (event: APIGatewayProxyEventV2) => servePortal(stores(), event, nowOfRequest(event));
