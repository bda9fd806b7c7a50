import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { servePortal } from '../../../functions/web/portal/serve.tsx';
import { instant } from '../../../shared/kernel/instant.ts';
import { layPublishedYear } from '../../support/published-year.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

type Answer = APIGatewayProxyStructuredResultV2;

/** The portal over a record with a published year, on 2 June 2026. */
export interface Portal {
  readonly stores: TestRecord['stores'];
  /** What a reader gets who asks for `address` (path and query). */
  readonly get: (address: string, headers?: Record<string, string>, method?: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export const openPortal = async (): Promise<Portal> => {
  const record = await openRecord({ nowMs: () => Date.parse('2026-06-02T01:00:00Z') });
  await layPublishedYear(record.stores);
  const get = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> => {
    const [rawPath = '', rawQueryString = ''] = address.split('?');
    const event = {
      rawPath, rawQueryString, headers: { host: 'gy.example.gov.cn', ...headers }, queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
      requestContext: { domainName: 'gy.example.gov.cn', http: { method } },
    } as unknown as APIGatewayProxyEventV2;
    return servePortal(record.stores, event, instant('2026-06-02T09:00:00+08:00'));
  };
  return { stores: record.stores, get, close: () => record.close() };
};

/** What an answer says, however its bytes are carried. */
export const textOf = ({ body = '', isBase64Encoded }: Answer): string => (isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body);
