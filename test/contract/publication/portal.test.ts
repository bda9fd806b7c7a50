import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLeaves, rootOf } from '../../../shared/audit/checkpoint/leaves.ts';
import { writeCheckpoint } from '../../../shared/audit/checkpoint/write-checkpoint.ts';
import { headKey } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { project } from '../../../shared/store/write.ts';
import { DRAWN, EXAMPLE_BATCH } from '../../support/published-year.ts';
import { openPortal, textOf, type Portal } from './portal-scene.ts';

let portal: Portal;
beforeAll(async () => void (portal = await openPortal()), 60_000);
afterAll(() => portal.close());
const get: Portal['get'] = (...asked) => portal.get(...asked);
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
    const { lifecycle, transact } = portal.stores;
    for (const [day, seq] of [['2026-05-30', 1], ['2026-06-01', 2]] as const) {
      await transact([project(lifecycle, { ...headKey('year/2026'), seq, hash: String(seq).repeat(64) })]);
      await writeCheckpoint(portal.stores, instant(`${day}T03:17:00+08:00`));
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
