import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { requestOf } from '../../../functions/web/portal/request.ts';
import { routeOf } from '../../../functions/web/portal/route.ts';
import { jsonOf } from '../../../functions/web/portal/layout.tsx';
import { link, percent, ratio, share, thousands } from '../../../functions/web/portal/format.ts';
import { WORDS } from '../../../functions/web/portal/words.ts';

const CODE = '91510800MA0000001X';

describe('an address', () => {
  test.each([
    ['/', 'home'], ['/public', 'home'], ['/public/plans/2026', 'plan'], ['/public/draws', 'draws'], ['/public/draws/batch-2026-001/1/', 'draw'], ['/public/draws/batch-2026-001/1', 'moved'],
    ['/public/draws/batch-2026-001/1/transcript.json', 'file'], ['/public/draws/batch-2026-001/1/rows-0000.txt', 'file'], ['/public/results', 'results'], ['/public/results/batch-2026-001/', 'batch'],
    ['/public/results/batch-2026-001/notice.html', 'file'], [`/public/results/batch-2026-001/${CODE}`, 'result'], ['/public/lookup', 'lookup'], ['/public/verify', 'verify'], ['/public/portal.css', 'style'],
    ['/public/draws/batch-2026-001/1/verify', 'moved'], ['/public/draws/batch-2026-001/1/verify/', 'verify-draw'], ['/public/draws/batch-2026-001/1/why/', 'why'], [`/public/draws/batch-2026-001/1/why/${CODE}`, 'why'], ['/public/verify.js', 'script'],
  ])('%s is the %s', (path, kind) => {
    expect(routeOf(path).route.kind).toBe(kind);
  });

  test.each([
    '/public/draws/batch-2026-001/0/', '/public/draws/../x', '/public/draws/a/1/../../x.txt', '/public/draws/a/1/..%2fx.txt', '/public/draws/a/1/a..txt', '/public/draws/a/1/.x.txt', '/public/draws/a/1/x',
    '/public/results/a/other.json', '/public/results/a%2f..%2f', '/public//draws', '//public/draws', '/public/plans/26',
  ])('%s is nothing', (path) => {
    expect(routeOf(path).route.kind).toBe('unknown');
  });

  test.each(['/', '/public/plans/2026', '/public/draws', '/public/draws/a/1/', '/public/draws/a/1/verify/', '/public/draws/a/1/why/', `/public/draws/a/1/why/${CODE}`, '/public/results', '/public/results/a/', `/public/results/a/${CODE}`, '/public/verify'])('the data of %s lies where its page says', (path) => {
    const asked = routeOf(jsonOf(path));
    expect(asked).toEqual({ route: routeOf(path).route, asJson: true });
  });
});

describe('a reader', () => {
  const request = (headers: Record<string, string>, query: Record<string, string> = {}) =>
    requestOf({ rawPath: '/', headers, queryStringParameters: query, requestContext: { domainName: 'api.example' } } as unknown as APIGatewayProxyEventV2);

  test('reads Chinese pages unless English or data is asked for', () => {
    expect(request({})).toMatchObject({ language: 'zh', format: 'html' });
    expect(request({}, { lang: 'en' }).language).toBe('en');
    expect(request({ accept: 'application/json' }).format).toBe('json');
    expect(request({ accept: 'text/html,application/json' }).format).toBe('html');
  });

  test('copies commands with the address that was typed; whatever is no host name is not copied', () => {
    expect(request({ host: 'gy.gov.cn' }).origin).toBe('https://gy.gov.cn');
    expect(request({ Host: '127.0.0.1:8080' }).origin).toBe('http://127.0.0.1:8080');
    expect(request({ host: 'a b;rm' }).origin).toBe('http://localhost');
    expect(request({}).origin).toBe('https://api.example');
  });
});

test('numbers are written so that nothing is rounded up', () => {
  expect([percent(10_000), percent(9_999), share(2, 3), ratio('1/20'), thousands(20000)]).toEqual(['100.00 %', '99.99 %', '66.66 %', '1/20（5.00 %）', '20\u2009000']);
  expect([link('/x', 'zh'), link('/x', 'en'), link('/x?a=1', 'en'), link('/x#b', 'en')]).toEqual(['/x', '/x?lang=en', '/x?a=1&lang=en', '/x?lang=en#b']);
});

test('every word stands in both languages, and none is empty', () => {
  const leaves = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves));
  expect(leaves(WORDS.zh)).toHaveLength(leaves(WORDS.en).length);
  expect([...leaves(WORDS.zh), ...leaves(WORDS.en)].filter((word) => word.trim() === '')).toEqual([]);
});
