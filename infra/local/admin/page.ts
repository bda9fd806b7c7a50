import type { HttpAnswer } from '../http-api/api-answer.ts';
import type { Language, Texts } from './catalogue.ts';
import { html, type Html } from './html.ts';
import { localTime } from './local-time.ts';
import { STYLE } from './style.ts';

/** What all pages share. `here`: path and query of the page, without the language. */
export interface PageFrame {
  readonly language: Language;
  readonly texts: Texts;
  readonly nowMs: number;
  readonly clockKind: 'real' | 'virtual';
  readonly here: URL;
}

/** A link within the administrator's pages that keeps the language. */
export const linkTo = ({ language }: PageFrame, query: Readonly<Record<string, string>>, path = '/_local/executions'): string => {
  const search = new URLSearchParams({ ...query, ...(language === 'en' && { lang: 'en' }) }).toString();
  return search === '' ? path : `${path}?${search}`;
};

/** A whole page, answered with `status`. */
export const page = (frame: PageFrame, title: string, body: Html, status = 200): HttpAnswer => {
  const { language, texts } = frame;
  const other = new URL(frame.here);
  if (language === 'zh') other.searchParams.set('lang', 'en');
  else other.searchParams.delete('lang');
  const whole = html`<!doctype html>
<html lang="${language === 'en' ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · ${texts.title}</title><style>${{ markup: STYLE }}</style></head>
<body><a class="skip" href="#content">${texts.skip}</a>
<header><strong><a href="${linkTo(frame, {})}">双随机、一公开 · ${texts.title}</a></strong>
<span class="clock">${frame.clockKind === 'virtual' ? texts.clockVirtual : texts.clockReal} <time>${localTime(frame.nowMs)}</time></span>
<a href="${other.pathname}${other.search}" lang="${language === 'en' ? 'zh-CN' : 'en'}">${texts.otherLanguage}</a></header>
<main id="content"><h1>${title}</h1>${body}</main></body></html>`;
  return { status, headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'" }, body: whole.markup };
};
