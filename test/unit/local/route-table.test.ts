import { describe, expect, test } from 'vitest';
import type { ApiRoute } from '../../../infra/local/http-api/api-definition.ts';
import { routeTable } from '../../../infra/local/http-api/route-table.ts';

const KEYS = ['$default', 'ANY /{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1', 'ANY /v1/items', 'ANY /v1/items/{proxy+}', 'POST /v1/items', 'GET /v1/{kind}/list'];
const route = (key: string): ApiRoute => ({ key, functionArn: 'f', timeoutMs: 1, jwt: null });
const find = routeTable(KEYS.map(route));

describe('the most specific route answers', () => {
  test.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST', '/pets/5', 'ANY /{proxy+}', { proxy: 'pets/5' }],
    ['GET', '/v1/items', 'ANY /v1/items', {}],
    ['POST', '/v1/items', 'POST /v1/items', {}],
    ['PUT', '/v1/items/a/b', 'ANY /v1/items/{proxy+}', { proxy: 'a/b' }],
    ['GET', '/v1/items/list', 'ANY /v1/items/{proxy+}', { proxy: 'list' }],
    ['GET', '/v1/plans/list', 'GET /v1/{kind}/list', { kind: 'plans' }],
    ['GET', '/', '$default', {}],
  ])('%s %s is answered by %s', (method, path, key, pathParameters) => {
    expect(find(method, path)).toMatchObject({ route: { key }, pathParameters });
  });

  test('without $default and without a match nobody answers', () => {
    expect(routeTable([route('GET /a')])('GET', '/b')).toBeUndefined();
    expect(routeTable([route('GET /a')])('POST', '/a')).toBeUndefined();
    expect(routeTable([route('GET /a/{proxy+}')])('GET', '/a/')).toBeUndefined();
  });
});
