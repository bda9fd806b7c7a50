import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRAWN, EXAMPLE_BATCH } from '../../support/published-year.ts';
import { openPortal, textOf, type Portal } from './portal-scene.ts';

let portal: Portal;
beforeAll(async () => void (portal = await openPortal()), 60_000);
afterAll(() => portal.close());
const get: Portal['get'] = (...asked) => portal.get(...asked);

describe('draws', () => {
  test('[BY-2] the list holds every attempt, the void one with the name of who failed and the approved reason', async () => {
    const html = textOf(await get('/public/draws'));
    for (const part of ['已作废', 'notary（未揭示）', '见证人未在期限内揭示', '进行中', '已公布']) expect(html).toContain(part);
    const listed = JSON.parse(textOf(await get('/public/draws', { accept: 'application/json' }))) as { draws: { planId: string; drawNo: number; state: string; address: string }[] };
    expect(listed.draws.map(({ planId, drawNo, state }) => [planId, drawNo, state])).toEqual([['batch-2026-002', 2, 'open'], ['batch-2026-002', 1, 'void'], [EXAMPLE_BATCH, 1, 'published']]);
    expect(listed.draws[2]?.address).toBe(`/public/draws/${EXAMPLE_BATCH}/1/`);
    expect(textOf(await get('/public/draws.json'))).toBe(textOf(await get('/public/draws', { accept: 'application/json' })));
  });

  test('[HT-8] of one draw the public reads items, procedure and result, and of what is kept back its number and no more', async () => {
    const plan = textOf(await get('/public/plans/2026'));
    const own = plan.slice(plan.indexOf(`<section id="${EXAMPLE_BATCH}"`), plan.indexOf('</section>', plan.indexOf(`<section id="${EXAMPLE_BATCH}"`)));
    for (const part of ['food-sale、fire-exits', '实地检查、书面检查', `href="/public/draws/${EXAMPLE_BATCH}/1/"`, `href="/public/results/${EXAMPLE_BATCH}/"`]) expect(own).toContain(part);
    const draw = textOf(await get(`/public/draws/${EXAMPLE_BATCH}/1/`));
    for (const part of ['参与方', '承诺', '揭示', '分层与概率', ...DRAWN]) expect(draw).toContain(part);
    const results = textOf(await get(`/public/results/${EXAMPLE_BATCH}/`));
    for (const [n, id] of DRAWN.entries()) expect(results.includes(`/${EXAMPLE_BATCH}/${id}`), id).toBe(n !== 1);
    expect(results).toContain(`<li>${EXAMPLE_BATCH}-0002</li>`);
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
    await portal.stores.published.put(`draws/${EXAMPLE_BATCH}/1/rows-0001.txt`, large, 'text/plain; charset=utf-8');
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
    await portal.stores.published.put(`draws/${EXAMPLE_BATCH}/1/verify.mjs`, '// the verifier\n', 'text/javascript');
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
    await portal.stores.published.put(`draws/${EXAMPLE_BATCH}/1/rows-0002.txt`, Buffer.alloc(5 * 1024 * 1024, 0x61), 'text/plain; charset=utf-8');
    expect((await get(`${folder}rows-0002.txt`, { range: 'bytes=0-' })).headers?.['content-range']).toBe(`bytes 0-${4 * 1024 * 1024 - 1}/${5 * 1024 * 1024}`);
  });
});
