import { describe, expect, test } from 'vitest';
import { answerOf, INTERNAL_ERROR } from '../../../infra/local/http-api/api-answer.ts';
import { apiEvent, commonLogTime } from '../../../infra/local/http-api/api-event.ts';
import type { HttpRequest } from '../../../infra/local/http-api/http-request.ts';
import { claimText, flattenClaims, scopesOf } from '../../../infra/local/http-api/jwt-claims.ts';

const NOW = Date.parse('2026-01-31T15:59:59.500Z');
const request = (extra: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST', path: '/v1/items/甲', rawQueryString: '', headers: { host: '127.0.0.1:8080', 'user-agent': 'test' }, cookies: [], body: new Uint8Array(), sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', ...extra,
});
const eventOf = (extra: Partial<HttpRequest> = {}) =>
  apiEvent({
    api: { apiId: 'api', stage: '$default', stageVariables: {}, routes: [], cors: null },
    request: request(extra), match: { route: { key: 'ANY /v1/items/{proxy+}', functionArn: 'f', timeoutMs: 1, jwt: null }, pathParameters: { proxy: '甲' } },
    identity: null, requestId: 'r', accountId: '000000000000', nowMs: NOW,
  });

describe('an event of payload format 2.0', () => {
  test('carries the time of the machine’s clock', () => {
    expect(eventOf().requestContext).toMatchObject({ timeEpoch: NOW, time: '31/Jan/2026:15:59:59 +0000', routeKey: 'ANY /v1/items/{proxy+}', http: { path: '/v1/items/甲', method: 'POST', sourceIp: '127.0.0.1' } });
    expect(commonLogTime(0)).toBe('01/Jan/1970:00:00:00 +0000');
  });

  test('joins repeated query parameters with commas and keeps the raw query', () => {
    expect(eventOf({ rawQueryString: 'a=1&b=%20x&a=2' })).toMatchObject({ rawQueryString: 'a=1&b=%20x&a=2', queryStringParameters: { a: '1,2', b: ' x' } });
  });

  test('leaves out what is not there', () => {
    const event = eventOf();
    for (const member of ['body', 'cookies', 'queryStringParameters', 'stageVariables']) expect(event).not.toHaveProperty(member);
  });

  test.each([
    ['application/json; charset=utf-8', false], ['text/csv', false], ['application/xml', false],
    ['application/x-www-form-urlencoded', true], ['application/merge-patch+json', true], ['application/octet-stream', true], [undefined, true],
  ])('a body of type %s is in Base64: %s', (type, isBase64Encoded) => {
    const body = Buffer.from('{"甲":1}');
    const event = eventOf({ body, headers: type === undefined ? {} : { 'content-type': type } });
    expect(event).toMatchObject({ isBase64Encoded, body: body.toString(isBase64Encoded ? 'base64' : 'utf8') });
  });
});

describe('claims', () => {
  test('all become text, lists as words in brackets', () => {
    expect(flattenClaims({ roles: ['a', 'b'], one: ['x'], none: [], exp: 1761998400, admin: true, nested: { k: [1], a: 'b' } })).toEqual({ roles: '[a b]', one: '[x]', none: '[]', exp: '1761998400', admin: 'true', nested: 'map[a:b k:[1]]' });
    expect(claimText('甲')).toBe('甲');
  });

  test('hold scopes under either name', () => {
    expect(scopesOf({ scope: 'a b' })).toEqual(['a', 'b']);
    expect(scopesOf({ scp: ['a'] })).toEqual(['a']);
    expect(scopesOf({})).toEqual([]);
  });
});

describe('a function’s result', () => {
  test('with a status code is the response', () => {
    expect(answerOf(JSON.stringify({ statusCode: 201, headers: { Location: '/x', 'Content-Type': 'a/b', 'X-N': 3 }, cookies: ['a=1', 'b=2'], body: 'ok' }))).toEqual({
      status: 201, headers: { location: '/x', 'content-type': 'a/b', 'x-n': '3', 'set-cookie': ['a=1', 'b=2'] }, body: 'ok',
    });
  });

  test('without a status code is the body of a 200', () => {
    expect(answerOf('{"a":1}')).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
    expect(answerOf('"text"')).toMatchObject({ status: 200, body: 'text' });
  });

  test('in Base64 is decoded', () => {
    expect(answerOf(JSON.stringify({ statusCode: 200, body: 'AQL/', isBase64Encoded: true })).body).toEqual(Buffer.from([1, 2, 255]));
  });

  test('that is malformed or over 6 MB is an internal error', () => {
    expect(answerOf('{"statusCode":"many"}')).toBe(INTERNAL_ERROR);
    expect(answerOf('{"statusCode":200,"body":{"a":1}}')).toBe(INTERNAL_ERROR);
    expect(answerOf(JSON.stringify({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024) }))).toBe(INTERNAL_ERROR);
  });
});
