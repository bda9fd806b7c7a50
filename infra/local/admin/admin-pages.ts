import type { Clock } from '../contract.ts';
import type { HttpAnswer } from '../http-api/api-answer.ts';
import type { HttpRequest } from '../http-api/http-request.ts';
import type { StatesService } from '../states/service.ts';
import { textsIn, type Language } from './catalogue.ts';
import { executionList } from './execution-list.ts';
import { executionPage } from './execution-page.ts';
import type { PageFrame } from './page.ts';

/** What the administrator's pages show. */
export interface AdminParts {
  readonly states: StatesService;
  readonly clock: Clock & { readonly kind: 'real' | 'virtual' };
}

/** Serves `/_local/executions` and what lies below; `undefined` for any other request. */
export const adminPages =
  ({ states, clock }: AdminParts) =>
  ({ method, path, rawQueryString }: HttpRequest): HttpAnswer | undefined => {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const here = new URL(`${path}?${rawQueryString}`, 'http://127.0.0.1');
    const language: Language = here.searchParams.get('lang') === 'en' ? 'en' : 'zh';
    const frame: PageFrame = { language, texts: textsIn(language), nowMs: clock.now(), clockKind: clock.kind, here };
    switch (path.replace(/\/$/, '')) {
      case '/_local':
        return { status: 303, headers: { location: '/_local/executions' }, body: '' };
      case '/_local/executions':
        return executionList(frame, states);
      case '/_local/executions/one':
        return executionPage(frame, states);
      default:
        return undefined;
    }
  };
