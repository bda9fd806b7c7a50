import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyWhy } from '../../shared/lottery/verifier/verify-why.ts';
import { addressSource } from '../../shared/lottery/verifier/address.ts';
import { portableCrypto } from '../../shared/lottery/portable/portable.ts';
import { hasFailed, uncheckedOf } from '../../shared/lottery/verifier/report.ts';
import type { Rehearsed } from '../unit/lottery/rehearse-draw.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { servePages, type PortalServer } from '../support/portal-server.ts';
import { publishWholeDraw } from '../support/published-draw.ts';
import { IN_APRIL, RECORDED } from '../support/quicknet-rounds.ts';
import { openRecord, type TestRecord } from '../support/record.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LARGE = { planId: 'batch-2026-001', firms: 66_000, quantity: 60 } as const;
const flip = (at: number) => (bytes: Uint8Array): Uint8Array => {
  const changed = bytes.slice();
  changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
  return changed;
};

/** Small draws with one byte changed after their publication, and the step that must find it. */
const CHANGED = [
  { planId: 'batch-2026-011', file: 'verify.mjs', at: 3, step: 0 },
  { planId: 'batch-2026-012', file: 'transcript.json', at: -1, step: 1 },
  { planId: 'batch-2026-013', file: 'rows-0000.txt', at: 64 * 7 + 24, step: 3 },
  { planId: 'batch-2026-014', file: 'officers.txt', at: 30, step: 4 },
] as const;

/** Draws that took a round of public randomness: as its network signed it, and with the signature of another round. */
const WITH_ROUND = [
  { planId: 'batch-2026-015', beacons: [IN_APRIL], says: /^All that was checked passed/ },
  { planId: 'batch-2026-016', beacons: [{ ...IN_APRIL, signature: RECORDED[0].signature, output: RECORDED[0].output }], says: /Step 1: [^]*drand-quicknet:27985651 is not signed by its network/ },
] as const;

describe.runIf(hasBrowser)('the pages on which people check a draw', () => {
  let record: TestRecord;
  let server: PortalServer;
  let browser: Browser;
  let large: Rehearsed;

  beforeAll(async () => {
    record = await openRecord({ nowMs: () => Date.parse('2026-06-02T01:00:00Z') });
    [browser, large] = await Promise.all([openBrowser(), publishWholeDraw(record.stores, LARGE)]);
    for (const { planId, file, at } of CHANGED) {
      // In a transcript the first digit of the seed; in the verifier a character of its first comment.
      const change = (bytes: Uint8Array): Uint8Array => flip(at >= 0 ? at : new TextDecoder().decode(bytes).indexOf('"seed":"') + 8)(bytes);
      await publishWholeDraw(record.stores, { planId, firms: 90, quantity: 6 }, { [file]: change });
    }
    for (const { planId, beacons } of WITH_ROUND) await publishWholeDraw(record.stores, { planId, firms: 90, quantity: 6, beacons, drawn: '2026-04-21T16:40:00+08:00' });
    server = await servePages(record.stores);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await record?.close();
  });

  const visit = async (path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(50_000);
    const page = await context.newPage();
    await page.goto(`${server.url}${path}`);
    return page;
  };
  const answerOf = async (page: Page): Promise<string> => {
    await page.locator('[data-part="answer"]').waitFor();
    return page.locator('[data-part="answer"]').innerText();
  };
  const seriousProblems = async (page: Page): Promise<readonly string[]> => {
    // Not as a script of the page, whose policy forbids it.
    await page.evaluate(AXE);
    const found = await page.evaluate(() => (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe.run());
    return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  };

  test('[BY-1] an untouched draw of 66,000 rows passes in the browser, by keyboard alone, and what is unchecked is named', async () => {
    const page = await visit(`/public/draws/${LARGE.planId}/1/verify/`);
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(`${server.url}/public/draws/${LARGE.planId}/1/`)) outside.push(request.url());
    });
    for (let pressed = 0; pressed < 30; pressed += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.getAttribute('data-part'))) === 'start') break;
    }
    await page.keyboard.press('Enter');
    const answer = await answerOf(page);
    expect(answer).toContain('核验过的全部通过；以下各项没有核验');
    expect(answer).toContain('每个席位（缺 witness/secret.txt）');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-part'))).toBe('answer');
    expect(await page.locator('[data-step]').evaluateAll((steps) => steps.map((step) => (step as HTMLElement).dataset['state']))).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
    expect(await page.locator('progress').evaluate((bar) => [(bar as HTMLProgressElement).value, bar.getAttribute('aria-label')])).toEqual([100, '核验进度']);
    expect(outside).toEqual([]);
    expect(await seriousProblems(page)).toEqual([]);
  });

  test.each(CHANGED)('[BY-1] one changed byte of $file fails at step $step, and only there where nothing follows from it', async ({ planId, step }) => {
    const page = await visit(`/public/draws/${planId}/1/verify/?lang=en`);
    await page.locator('[data-part="start"]').click();
    const answer = await answerOf(page);
    expect(answer).toMatch(new RegExp(`^FAIL: what is published is not what the computation gives\\.\\s+Step ${step}: `));
    const failed = await page.locator('[data-step][data-state="fail"]').evaluateAll((steps) => steps.map((one) => Number((one as HTMLElement).dataset['step'])));
    expect(failed).toEqual([step]);
    if (step === 3) expect(await seriousProblems(page)).toEqual([]);
  });

  test.each(WITH_ROUND)('[BY-1] the signature of a round is checked in the browser too: $planId', async ({ planId, says }) => {
    const page = await visit(`/public/draws/${planId}/1/verify/?lang=en`);
    await page.locator('[data-part="start"]').click();
    const answer = await answerOf(page);
    expect(answer).toMatch(says);
    expect(answer).not.toContain('signatures of the beacons（missing');
  });

  test('[BY-1] a firm reads why it was drawn, computes its proof in the browser, and the verifier takes it', async () => {
    const [id = ''] = large.transcript.drawn;
    const page = await visit(`/public/draws/${LARGE.planId}/1/`);
    await page.locator('form[action$="/why/"] input[name="code"]').fill(id.toLowerCase());
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/why/${id}`);
    expect(await page.locator('h2').first().innerText()).toBe(`${id}：抽中了`);
    await page.locator('[data-part="prove"]').click();
    await page.locator('[data-part="file"]').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-part="file"]').click()]);
    const proof = readFileSync(await download.path(), 'utf8');
    const source = addressSource(`${server.url}/public/draws/${LARGE.planId}/1/`);
    const report = await verifyWhy(portableCrypto, source, proof);
    expect(hasFailed(report)).toBe(false);
    expect(uncheckedOf(report.steps).some((text) => text.startsWith('inclusion'))).toBe(false);
    expect(hasFailed(await verifyWhy(portableCrypto, source, proof.replace('"answer":"drawn"', '"answer":"not-drawn"')))).toBe(true);
    expect(await seriousProblems(page)).toEqual([]);
  });

  test('without script the page says what to download and what to run, and the reason is told all the same', async () => {
    const page = await visit(`/public/draws/${LARGE.planId}/1/verify/`, { javaScriptEnabled: false });
    expect(await page.locator('noscript').innerText()).toContain('rows-0000.txt');
    expect(await page.locator('[data-part="start"]').isVisible()).toBe(false);
    expect(await page.locator('pre').first().innerText()).toContain('node verify.mjs http://127.0.0.1:');
    await page.locator('input[name="code"]').fill('91310115MA1K3F04XL');
    await page.locator('form.look button').click();
    expect(await page.locator('h2').first().innerText()).toContain('91310115MA1K3F04XL');
  });

  test('the page of a draw with its fairness report has no serious barrier, and on a phone nothing lies beside the screen', async () => {
    const page = await visit(`/public/draws/${LARGE.planId}/1/?lang=en`, { viewport: { width: 390, height: 800 } });
    expect(await page.locator('svg.fair').count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    expect(await seriousProblems(page)).toEqual([]);
  });
});
