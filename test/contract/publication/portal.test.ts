import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePortal } from '../../../functions/web/portal/serve.tsx';
import { readLeaves, rootOf } from '../../../shared/audit/checkpoint/leaves.ts';
import { writeCheckpoint } from '../../../shared/audit/checkpoint/write-checkpoint.ts';
import { headKey } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { project } from '../../../shared/store/write.ts';
import { DRAWN, EXAMPLE_BATCH, layPublishedYear } from '../../support/published-year.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord({ nowMs: () => Date.parse('2026-06-02T01:00:00Z') });
  await layPublishedYear(record.stores);
}, 60_000);
afterAll(() => record.close());

const get = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<APIGatewayProxyStructuredResultV2> => {
  const [rawPath = '', rawQueryString = ''] = address.split('?');
  const event = {
    rawPath, rawQueryString, headers: { host: 'gy.example.gov.cn', ...headers }, queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: { domainName: 'gy.example.gov.cn', http: { method } },
  } as unknown as APIGatewayProxyEventV2;
  return servePortal(record.stores, event, instant('2026-06-02T09:00:00+08:00'));
};
const textOf = ({ body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2): string => (isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body);
const PAGES = [
  '/', '/public/plans/2026', '/public/draws', `/public/draws/${EXAMPLE_BATCH}/1/`, '/public/draws/batch-2026-002/1/', '/public/draws/batch-2026-002/2/', '/public/results',
  `/public/results/${EXAMPLE_BATCH}/`, `/public/results/${EXAMPLE_BATCH}/${DRAWN[0]}`, '/public/lookup', '/public/verify', '/public/audit/',
];

describe('every page', () => {
  test.each(PAGES)('%s stands in both languages, with landmarks, a way past the navigation, captions on its tables and no script', async (address) => {
    for (const [language, page] of [['zh-CN', await get(address)], ['en', await get(`${address}?lang=en`)]] as const) {
      const html = textOf(page);
      expect(page.statusCode).toBe(200);
      expect(page.headers?.['content-type']).toBe('text/html; charset=utf-8');
      expect(html).toContain(`<html lang="${language}">`);
      for (const part of ['<header', '<nav aria-label=', '<main id="main"', '<footer', 'href="#main"', '<h1>']) expect(html).toContain(part);
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(html.match(/<table>/g)?.length ?? 0).toBe(html.match(/<caption>/g)?.length ?? 0);
      expect(html).not.toMatch(/<script|style=|javascript:|undefined|\[object/);
    }
  });

  test('[NR-8] the plan says which credit class has a ratio of its own', async () => {
    expect(textOf(await get('/public/plans/2026'))).toContain('信用风险 D 类比例</dt><dd>3/5（60.00 %），受上限限制时仍足额抽取');
    expect(textOf(await get('/public/plans/2026?lang=en'))).toContain('Ratio of credit class D</dt><dd>3/5（60.00 %）, whole even where the cap cuts the others');
  });

  test('[GY-13] the plan says of an entry beyond the cap up to which share, and why', async () => {
    expect(textOf(await get('/public/plans/2026'))).toContain('超出一般上限</dt><dd>不超过 8.00 %，重点领域：欠薪治理重点领域');
    expect(textOf(await get('/public/plans/2026?lang=en'))).toContain('Beyond the general cap</dt><dd>up to 8.00 %, key area: 欠薪治理重点领域');
  });

  test('every link of the home page leads somewhere', async () => {
    const seen = new Set<string>();
    const open = ['/'];
    for (let address = open.pop(); address !== undefined; address = open.pop()) {
      if (seen.has(address)) continue;
      seen.add(address);
      const page = await get(address);
      expect([200, 302, 308], address).toContain(page.statusCode);
      if (!String(page.headers?.['content-type']).startsWith('text/html')) continue;
      open.push(...[...textOf(page).matchAll(/ href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')));
    }
    expect(seen.size).toBeGreaterThan(40);
  }, 60_000);

  test('what an enterprise is called can never become markup', async () => {
    const html = textOf(await get(`/public/results/${EXAMPLE_BATCH}/`));
    expect(html).toContain('广元市&lt;第1&gt;食品有限公司');
    expect(html).not.toContain('<第1>');
  });

  test('a reader who has the page already gets 304 and nothing more', async () => {
    const page = await get('/public/draws');
    const again = await get('/public/draws', { 'if-none-match': String(page.headers?.['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, undefined]);
  });
});

describe('draws', () => {
  test('[BY-2] the list holds every attempt, the void one with the name of who failed and the approved reason', async () => {
    const html = textOf(await get('/public/draws'));
    for (const part of ['已作废', 'notary（未揭示）', '见证人未在期限内揭示', '进行中', '已公布']) expect(html).toContain(part);
    const listed = JSON.parse(textOf(await get('/public/draws', { accept: 'application/json' }))) as { draws: { planId: string; drawNo: number; state: string; address: string }[] };
    expect(listed.draws.map(({ planId, drawNo, state }) => [planId, drawNo, state])).toEqual([['batch-2026-002', 2, 'open'], ['batch-2026-002', 1, 'void'], [EXAMPLE_BATCH, 1, 'published']]);
    expect(listed.draws[2]?.address).toBe(`/public/draws/${EXAMPLE_BATCH}/1/`);
    expect(textOf(await get('/public/draws.json'))).toBe(textOf(await get('/public/draws', { accept: 'application/json' })));
  });

  test('[BY-1] a draw shows its commitments, seed, participants, thresholds and drawn ids, and commands that check them', async () => {
    const transcript = JSON.parse(textOf(await get(`/public/draws/${EXAMPLE_BATCH}/1/transcript.json`)));
    const html = textOf(await get(`/public/draws/${EXAMPLE_BATCH}/1/`));
    for (const value of [transcript.M0, transcript.M1, transcript.M2, transcript.seed, ...transcript.drawn, ...transcript.manifest.ceremony.participants.map(({ id }: { id: string }) => id)]) expect(html).toContain(value);
    expect(html).toContain(`node verify.mjs https://gy.example.gov.cn/public/draws/${EXAMPLE_BATCH}/1/`);
  });

  test('[BY-1] the command for one enterprise gives the ticket that decided: at most τ for a drawn one', async () => {
    const html = textOf(await get(`/public/draws/${EXAMPLE_BATCH}/1/`));
    const [, seed = '', id = ''] = /printf &#39;([0-9a-f]{64})&#39; \| xxd -r -p; printf &#39;([0-9A-Z]{18})&#39;/.exec(html) ?? [];
    const ticket = createHash('sha256').update(Buffer.concat([Buffer.from(seed, 'hex'), Buffer.from(id)])).digest('hex');
    const transcript = JSON.parse(textOf(await get(`/public/draws/${EXAMPLE_BATCH}/1/transcript.json`))) as { strata: { tau: string | null }[] };
    expect(id).toBe(DRAWN[0]);
    expect(ticket <= (transcript.strata[0]?.tau ?? '')).toBe(true);
  });

  test('a file is served byte for byte with its type, and an address without its slash is led to the folder', async () => {
    const file = await get(`/public/draws/${EXAMPLE_BATCH}/1/rows-0000.txt`);
    expect(file.headers?.['content-type']).toBe('text/plain; charset=utf-8');
    expect(Buffer.from(file.body ?? '', 'base64')).toEqual(readFileSync(path.resolve(import.meta.dirname, '../../unit/lottery/draw-example/rows-0000.txt')));
    expect(await get(`/public/draws/${EXAMPLE_BATCH}/1`)).toMatchObject({ statusCode: 308, headers: { location: `/public/draws/${EXAMPLE_BATCH}/1/` } });
  });

  test('a file over 4 MB is answered by a short-lived address that gives all of it', async () => {
    const large = Buffer.alloc(4 * 1024 * 1024 + 1, 0x61);
    await record.stores.published.put(`draws/${EXAMPLE_BATCH}/1/rows-0001.txt`, large, 'text/plain; charset=utf-8');
    const moved = await get(`/public/draws/${EXAMPLE_BATCH}/1/rows-0001.txt`);
    expect(moved.statusCode).toBe(302);
    expect(moved.headers?.['cache-control']).toBe('no-store');
    const signed = new URL(String(moved.headers?.['location']));
    expect(signed.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(Buffer.from(await (await fetch(signed)).arrayBuffer()).equals(large)).toBe(true);
  });
});

describe('checking a draw', () => {
  const folder = `/public/draws/${EXAMPLE_BATCH}/1/`;

  test('only the pages of a check run a script, the portal’s own; only the verifier fetches, and only here', async () => {
    const policy = async (address: string): Promise<string> => String((await get(address)).headers?.['content-security-policy']);
    expect(await policy(folder)).not.toContain('script-src');
    for (const page of [`${folder}verify/`, `${folder}why/${DRAWN[0]}`]) {
      expect(await policy(page)).toContain("default-src 'none'");
      expect(await policy(page)).toContain("script-src 'self'; worker-src 'self'");
      expect(await policy(page)).not.toMatch(/unsafe|connect-src/);
      const scripts = [...textOf(await get(page)).matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.every((tag) => /^<script type="module" src="\/public\/verify\.js\?v=[0-9a-f]{8}">$/.test(tag))).toBe(true);
    }
    await record.stores.published.put(`draws/${EXAMPLE_BATCH}/1/verify.mjs`, '// the verifier\n', 'text/javascript');
    expect(await policy(`${folder}verify.mjs`)).toBe("default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'");
  });

  test('[BY-1] [BY-5] a firm’s answer stands as a page and as the proof to keep, in any case of letters and without script', async () => {
    const [id = ''] = DRAWN;
    expect(await get(`${folder}why/?code=${id.toLowerCase()}&lang=en`)).toMatchObject({ statusCode: 302, headers: { location: `${folder}why/${id}?lang=en` } });
    const html = textOf(await get(`${folder}why/${id}`));
    for (const part of [`${id}：抽中了`, '11/370 = 2.97 %', `href="${folder}why/${id}.json"`, `node verify.mjs --inclusion ${id}.json`]) expect(html).toContain(part);
    expect(JSON.parse(textOf(await get(`${folder}why/${id}.json`)))).toMatchObject({ spec: 'sj-why/1', id, answer: 'drawn', stratum: { code: 'A', k: 11, eligible: 370 } });
    expect(textOf(await get(`${folder}why/?code=nonsense`))).toContain('这不是统一社会信用代码');
    expect(textOf(await get(`/public/draws/batch-2026-002/2/why/${id}`))).toContain('尚未公布');
  });

  test('[BY-5] the page of a draw shows the drawn against chance, in words, numbers and bars', async () => {
    const html = textOf(await get(folder));
    for (const part of ['抽取是否公平', '按区域', '批发和零售业', '13.27', '0.3595', '与随机抽取相符', '检查人员与企业的搭配']) expect(html).toContain(part);
    expect(html.match(/<svg class="fair"/g)?.length).toBeGreaterThan(10);
  });

  test('a part of a file is given as asked, and never more than an answer may hold', async () => {
    const rows = readFileSync(path.resolve(import.meta.dirname, '../../unit/lottery/draw-example/rows-0000.txt'));
    const part = await get(`${folder}rows-0000.txt`, { range: 'bytes=64-127' });
    expect([part.statusCode, part.headers?.['content-range'], textOf(part)]).toEqual([206, 'bytes 64-127/96000', rows.subarray(64, 128).toString()]);
    for (const range of ['bytes=96000-', 'bytes=9-3', 'bytes=-5', 'lines=1-2', 'bytes=0-95999']) expect((await get(`${folder}rows-0000.txt`, { range })).statusCode).toBe(200);
    await record.stores.published.put(`draws/${EXAMPLE_BATCH}/1/rows-0002.txt`, Buffer.alloc(5 * 1024 * 1024, 0x61), 'text/plain; charset=utf-8');
    expect((await get(`${folder}rows-0002.txt`, { range: 'bytes=0-' })).headers?.['content-range']).toBe(`bytes 0-${4 * 1024 * 1024 - 1}/${5 * 1024 * 1024}`);
  });
});

describe('results', () => {
  test('[GY-21] a batch shows drawn = published + exempt + open with both rates, and what was late', async () => {
    const html = textOf(await get(`/public/results/${EXAMPLE_BATCH}/`));
    expect(html).toContain(`抽中 ${DRAWN.length} = 公示 ${DRAWN.length - 1} + 经批准免公示 1 + 未完 0`);
    expect(html.match(/100\.00 %/g)).toHaveLength(2);
    expect(html).toContain('<span class="late">迟 1</span>');
  });

  test('[GY-22] an exempt result is listed by its number, and neither its page nor a search finds more', async () => {
    expect(textOf(await get(`/public/results/${EXAMPLE_BATCH}/`))).toContain(`${EXAMPLE_BATCH}-0002`);
    expect((await get(`/public/results/${EXAMPLE_BATCH}/${DRAWN[1]}`)).statusCode).toBe(404);
    expect(textOf(await get(`/public/lookup?code=${DRAWN[1]}`))).toContain('没有找到');
  });

  test('an enterprise is found by its credit code, in any case of letters', async () => {
    const html = textOf(await get(`/public/lookup?code=${DRAWN[0]?.toLowerCase()}`));
    expect(html).toContain(`href="/public/results/${EXAMPLE_BATCH}/${DRAWN[0]}"`);
  });
});

describe('what is refused', () => {
  test.each([
    '/public/draws/../snapshots/x', `/public/draws/${EXAMPLE_BATCH}/1/../../secret.txt`, `/public/draws/${EXAMPLE_BATCH}/1/..%2f..%2fsecret.txt`, `/public/draws/${EXAMPLE_BATCH}/1/witness/secret.txt`,
    `/public/draws/${EXAMPLE_BATCH}/1/.hidden.txt`, `/public/draws/${EXAMPLE_BATCH}/1/transcript.exe`, `/public/draws/${EXAMPLE_BATCH}/1/none.txt`, '/public/draws/none/1/', '/public/plans/1999', '/public/none', '/v1/batches',
    `/public/results/${EXAMPLE_BATCH}/../../x`,
  ])('%s is not found', async (address) => {
    const page = await get(address);
    expect(page.statusCode).toBe(404);
    expect(page.headers?.['cache-control']).toBe('no-store');
    expect((await get(address, { accept: 'application/json' })).headers?.['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  test('nothing can be sent to the portal', async () => {
    expect(await get('/', {}, 'POST')).toEqual({ statusCode: 405, headers: { allow: 'GET, HEAD' } });
  });

  test('a forged host never reaches the commands', async () => {
    expect(textOf(await get('/public/verify', { host: 'evil$(rm)' }))).toContain('node verify.mjs http://localhost/');
  });
});

describe('the checkpoints of the audit trail', () => {
  test('[BY-7] are listed with their hashes, and each file of them is served byte for byte', async () => {
    const { lifecycle, transact } = record.stores;
    for (const [day, seq] of [['2026-05-30', 1], ['2026-06-01', 2]] as const) {
      await transact([project(lifecycle, { ...headKey('year/2026'), seq, hash: String(seq).repeat(64) })]);
      await writeCheckpoint(record.stores, instant(`${day}T03:17:00+08:00`));
    }
    const { checkpoints } = JSON.parse(textOf(await get('/public/audit/index.json'))) as { checkpoints: { date: string; hash: string; root: string; address: string; leaves: string }[] };
    expect(checkpoints.map(({ date }) => date)).toEqual(['2026-05-30', '2026-06-01']);
    for (const { hash, root, address, leaves } of checkpoints) {
      expect(createHash('sha256').update(textOf(await get(address))).digest('hex')).toBe(hash);
      expect(rootOf(readLeaves(textOf(await get(leaves))) ?? [])).toBe(root);
      expect(textOf(await get('/public/audit/'))).toContain(hash);
    }
    expect((await get('/public/audit/checkpoints/2026-05-31.json')).statusCode).toBe(404);
    expect((await get('/public/audit')).headers?.['location']).toBe('/public/audit/');
  });
});
