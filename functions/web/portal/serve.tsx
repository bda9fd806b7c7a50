import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isCode } from '../../../shared/lottery/events/why.ts';
import { dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { answer, redirect } from './answer.ts';
import { CHECK_SCRIPT } from './check-page-script.ts';
import { serveFile } from './serve-file.ts';
import { link } from './format.ts';
import { Layout } from './layout.tsx';
import { NotFound } from './not-found.tsx';
import { askedCode, readPage, type Page } from './page.ts';
import { readPlans, type PublicStores } from './published-record.ts';
import { requestOf, type PortalRequest } from './request.ts';
import { STYLE } from './style.ts';
import { WORDS } from './words.ts';

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Answers one reader. Reads only what is published, changes nothing, and answers GET and HEAD only. */
export const servePortal = async (stores: PublicStores, event: APIGatewayProxyEventV2, now: Instant): Promise<APIGatewayProxyStructuredResultV2> => {
  const { method } = event.requestContext.http;
  if (method !== 'GET' && method !== 'HEAD') return { statusCode: 405, headers: { allow: 'GET, HEAD' } };
  const request = requestOf(event);
  const { route } = request;
  if (route.kind === 'style') return answer({ body: STYLE, type: 'text/css; charset=utf-8', maxAge: 31_536_000 }, request.ifNoneMatch);
  if (route.kind === 'script') return answer({ body: CHECK_SCRIPT, type: 'text/javascript; charset=utf-8', maxAge: 31_536_000, policy: 'file' }, request.ifNoneMatch);
  if (route.kind === 'moved') return redirect(link(route.to, request.language), 308);
  if (route.kind === 'file') return (await serveFile(stores, route, request, now)) ?? missing(stores, request);
  if (route.kind === 'unknown') return missing(stores, request);
  // A form gives its code as a question; the answer has an address of its own.
  const asked = route.kind === 'why' && route.code === '' ? askedCode(request.query) : '';
  if (route.kind === 'why' && isCode(asked)) return redirect(link(`/public/draws/${route.planId}/${route.drawNo}/why/${asked}`, request.language), 302);
  const page = await readPage(stores, request, route, dateOf(now));
  if (page === undefined) return missing(stores, request);
  if (request.format === 'json') return answer({ body: `${JSON.stringify(page.data)}\n`, type: JSON_TYPE, maxAge: 60 }, request.ifNoneMatch);
  return answer({ body: await htmlOf(stores, request, page), type: HTML, maxAge: 60, policy: page.runsScript === true ? 'check' : 'page' }, request.ifNoneMatch);
};

const missing = async (stores: PublicStores, request: PortalRequest): Promise<APIGatewayProxyStructuredResultV2> => {
  if (request.format === 'json') {
    return answer({ body: `${JSON.stringify({ type: '/problems/not-found', title: WORDS[request.language].notFound, status: 404, code: 'not-found' })}\n`, type: 'application/problem+json; charset=utf-8', status: 404, maxAge: 0 });
  }
  const page: Page = { data: null, title: WORDS[request.language].notFound, content: () => NotFound({ language: request.language }) };
  return answer({ body: await htmlOf(stores, request, page), type: HTML, status: 404, maxAge: 0 });
};

const htmlOf = async (stores: PublicStores, { language, path, query }: PortalRequest, { title, current, content }: Page): Promise<string> => {
  const [plan] = await readPlans(stores);
  const page = (
    <Layout language={language} path={path} query={query} title={title} year={plan?.year} {...(current === undefined ? {} : { current })}>
      {content()}
    </Layout>
  );
  return `<!doctype html>${String(await page)}`;
};
