import { createHash } from 'node:crypto';
import type { Asked, Told } from '../../../shared/lottery/verifier/worker.ts';

/** What the script of a check reads from its section: words in the reader's language, by name. */
export interface ScriptWords {
  readonly [name: string]: string;
}

/**
 * Runs in the reader's browser, from its own text: it may use nothing from outside itself. It starts the verifier published with the draw
 * as a worker and shows what that says. Everything is written as text, never as markup.
 */
function check(): void {
  const section = document.querySelector<HTMLElement>('[data-verifier]');
  if (section === null) return;
  const words = JSON.parse(section.dataset['words'] ?? '{}') as ScriptWords;
  const findings = JSON.parse(section.dataset['findings'] ?? '{}') as ScriptWords;
  const folder = new URL(section.dataset['verifier'] ?? '', location.href).href;
  const part = <T extends HTMLElement>(name: string): T => section.querySelector<T>(`[data-part="${name}"]`) as T;
  const say = (name: string, values: Readonly<Record<string, string | number>> = {}): string =>
    (words[name] ?? name).replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
  const inWords = (text: string): string => {
    const known = Object.keys(findings).filter((key) => text.startsWith(key)).sort((a, b) => b.length - a.length)[0];
    return known === undefined ? text : `${findings[known]}${text.slice(known.length)}`;
  };
  // A file is called by its name, everything else in the reader's words.
  const inWordsButFiles = (text: string): string => text.split(' and ').map((one) => (/^[\w./-]+\.\w+$/.test(one) ? one : inWords(one))).join(say('and'));
  const listItem = (text: string): HTMLLIElement => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  };

  /** The verifier at work; `tell` gets what it says. */
  const ask = (asked: Asked, tell: (told: Told) => void): void => {
    let worker: Worker;
    try {
      worker = new Worker(`${folder}verify.mjs`, { type: 'module' });
    } catch (error) {
      tell({ tell: 'error', reason: String(error) });
      return;
    }
    worker.onerror = (event) => {
      worker.terminate();
      tell({ tell: 'error', reason: event.message || 'verify.mjs' });
    };
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.tell === 'ready') worker.postMessage(asked);
      else tell(data);
      if (data.tell !== 'ready' && data.tell !== 'reading' && data.tell !== 'step') worker.terminate();
    };
  };

  const verifying = (): void => {
    const start = part<HTMLButtonElement>('start');
    const progress = part<HTMLProgressElement>('progress');
    const status = part('status');
    const answer = part('answer');
    const steps = [...section.querySelectorAll<HTMLLIElement>('[data-step]')];
    const show = (item: HTMLLIElement, state: string, sign: string, text: string): void => {
      item.dataset['state'] = state;
      (item.querySelector('[data-sign]') as HTMLElement).textContent = sign;
      (item.querySelector('[data-said]') as HTMLElement).textContent = text;
    };
    let failures: string[] = [];
    let gaps: string[] = [];
    const reset = (): void => {
      failures = [];
      gaps = [];
      for (const item of steps) {
        show(item, 'waiting', '○', say('waiting'));
        (item.querySelector('details') as HTMLElement).hidden = true;
      }
      answer.hidden = true;
      answer.replaceChildren();
      part('run').hidden = false;
      progress.value = 0;
    };
    const signs = { PASS: '✓', FAIL: '✗', UNCHECKED: '–' } as const;
    const onStep = (told: Extract<Told, { tell: 'step' }>): void => {
      const item = steps[told.step];
      if (item === undefined) return;
      const open = told.unchecked.length;
      const said = told.status === 'FAIL' ? say('failed') : told.status === 'UNCHECKED' ? say('unchecked') : open > 0 ? say('passedBut', { n: open }) : say('passed');
      show(item, told.status.toLowerCase(), signs[told.status], said);
      const failure = told.findings.find(({ status }) => status === 'FAIL');
      if (failure?.status === 'FAIL') failures.push(say('failedAt', { step: told.step, what: inWords(failure.what), evidence: failure.evidence }));
      for (const one of told.findings) if (one.status === 'UNCHECKED') gaps.push(`${inWords(one.what)}（${say('missing', { what: inWordsButFiles(one.missing) })}）`);
      const details = item.querySelector('details') as HTMLDetailsElement;
      details.hidden = false;
      details.open = told.status === 'FAIL';
      (details.querySelector('ul') as HTMLElement).replaceChildren(
        ...told.findings.map((one) => {
          const line = listItem(`${signs[one.status]} ${inWords(one.what)}`);
          line.dataset['state'] = one.status.toLowerCase();
          const evidence = document.createElement('span');
          evidence.textContent = one.status === 'UNCHECKED' ? say('missing', { what: inWordsButFiles(one.missing) }) : one.evidence;
          line.append(evidence);
          return line;
        }),
      );
      progress.value = 50 + (told.step + 1) * 10;
      const next = steps[told.step + 1];
      if (next !== undefined) show(next, 'running', '…', say('running'));
      status.textContent = `${say(`step${told.step}`)}：${said}`;
    };
    const onReport = (told: Extract<Told, { tell: 'report' }>): void => {
      const heading = document.createElement('strong');
      heading.textContent = told.failed ? say('someFailed') : gaps.length === 0 ? say('allPassed') : say('passedUnchecked');
      const list = document.createElement('ul');
      list.append(...(told.failed ? failures : gaps).map(listItem));
      answer.dataset['state'] = told.failed ? 'fail' : gaps.length === 0 ? 'pass' : 'unchecked';
      answer.replaceChildren(heading, list);
      done();
      progress.value = 100;
      status.textContent = '';
      answer.focus();
    };
    const done = (): void => {
      start.disabled = false;
      start.textContent = say('again');
      answer.hidden = false;
    };
    let files = 0;
    start.onclick = () => {
      start.disabled = true;
      reset();
      files = 0;
      ask({ ask: 'verify', address: folder }, (told) => {
        if (told.tell === 'reading') {
          if (told.bytes === 0) files += 1;
          const share = told.of === null || told.of === 0 ? 0 : told.bytes / told.of;
          // A draw has about a dozen files; the rows are by far the longest and count for most of the bar.
          progress.value = Math.max(progress.value, told.file.startsWith('rows-') ? 5 + 35 * share : Math.min(50, files * 3));
          if (told.bytes === 0) status.textContent = say('reading', { file: told.file });
          if (told.file === 'verify.mjs' && told.bytes > 0) status.textContent = say('checking');
        } else if (told.tell === 'step') onStep(told);
        else if (told.tell === 'report') onReport(told);
        else if (told.tell === 'error') {
          answer.dataset['state'] = 'fail';
          answer.replaceChildren(say('cannotRun', { reason: told.reason }));
          status.textContent = '';
          done();
          answer.focus();
        }
      });
    };
    part('offer').hidden = false;
  };

  const proving = (): void => {
    const start = part<HTMLButtonElement>('prove');
    const status = part('status');
    start.onclick = () => {
      start.disabled = true;
      status.textContent = say('running');
      ask({ ask: 'why', address: folder, id: section.dataset['code'] ?? '' }, (told) => {
        if (told.tell === 'why') {
          const link = part<HTMLAnchorElement>('file');
          link.href = URL.createObjectURL(new Blob([told.text], { type: 'application/json' }));
          link.hidden = false;
          status.textContent = say('proofReady');
          link.focus();
        } else if (told.tell === 'error' || told.tell === 'no-answer') {
          status.textContent = say('cannotRun', { reason: told.tell === 'error' ? told.reason : told.refusal.reason });
          start.disabled = false;
        }
      });
    };
    part('offer').hidden = false;
  };

  if (section.dataset['code'] === undefined) verifying();
  else proving();
}

/** The script of the pages on which people check a draw. */
export const CHECK_SCRIPT = `'use strict';\n(${check.toString()})();\n`;

/** Where it lies; a changed one has another address, so that caches never show an old one. */
export const CHECK_SCRIPT_ADDRESS = `/public/verify.js?v=${createHash('sha256').update(CHECK_SCRIPT).digest('hex').slice(0, 8)}`;
