import type { Child } from 'hono/jsx';
import { allCheckpoints } from '../../../shared/audit/checkpoint/checkpoint-store.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { allBatchResults, findBatchResults, findPublicResult, publicResultsOf } from '../../../shared/publication/result-store.ts';
import { AuditPage, checkpointData } from './audit-page.tsx';
import { AUDIT_WORDS } from './audit-words.ts';
import { BatchPage } from './batch-page.tsx';
import { batchLines } from './batch-line.ts';
import { readDraw } from './draw-record.ts';
import { Draw } from './draw.tsx';
import { Draws } from './draws.tsx';
import { Home } from './home.tsx';
import type { PageFrame } from './layout.tsx';
import { Lookup, type Found } from './lookup.tsx';
import { PlanPage } from './plan.tsx';
import { readAttempts, readOverview, type PublicStores } from './published-record.ts';
import type { PortalRequest } from './request.ts';
import { ResultPage } from './result-page.tsx';
import { Results } from './results.tsx';
import type { Route } from './route.ts';
import { Verify } from './verify.tsx';
import { VerifyDraw } from './verify-draw.tsx';
import { whyIn } from './why-answer.ts';
import { WhyPage } from './why-page.tsx';
import { WORDS } from './words.ts';

/** A page: what programs read of it, and what people see. */
export interface Page {
  readonly data: unknown;
  readonly title: string;
  readonly current?: PageFrame['current'];
  /** True of the pages on which people check a draw: they work without script, and do more with it. */
  readonly runsScript?: boolean;
  readonly content: () => Child;
}

/** Routes that are pages; the others are files, the stylesheet, the script and signposts. */
type PageRoute = Exclude<Route, { kind: 'style' | 'script' | 'file' | 'moved' | 'unknown' }>;

/** Reads what a page shows; undefined if there is nothing at that address. */
export const readPage = async (stores: PublicStores, request: PortalRequest, route: PageRoute, today: LocalDate): Promise<Page | undefined> => {
  const { language, origin, query } = request;
  const words = WORDS[language];
  switch (route.kind) {
    case 'home': {
      const overview = await readOverview(stores);
      return { data: overview, title: words.site, current: 'home', content: () => Home({ overview, language, today }) };
    }
    case 'plan': {
      const overview = await readOverview(stores);
      const plan = overview.plans.find(({ year }) => year === route.year);
      if (plan === undefined) return undefined;
      const lines = batchLines(plan, overview);
      return { data: plan, title: `${plan.year} ${words.plan}`, current: 'plan', content: () => PlanPage({ plan, lines, language }) };
    }
    case 'draws': {
      const attempts = await readAttempts(stores);
      const draws = attempts.map((attempt) => ({ ...attempt, address: `/public/${attempt.folder}/` }));
      return { data: { draws }, title: words.draws, current: 'draws', content: () => Draws({ attempts, language }) };
    }
    case 'draw': {
      const record = await readDraw(stores, route.planId, route.drawNo);
      if (record === undefined) return undefined;
      return { data: { ...record.attempt, address: `/public/${record.attempt.folder}/`, itemSeed: record.itemSeed }, title: record.attempt.name, current: 'draws', content: () => Draw({ record, language, origin }) };
    }
    case 'verify-draw': {
      const record = await readDraw(stores, route.planId, route.drawNo);
      if (record === undefined) return undefined;
      const { folder, files } = record.attempt;
      return { data: { address: `/public/${folder}/`, files }, title: words.proof.verifyHere, current: 'verify', runsScript: true, content: () => VerifyDraw({ record, language, origin }) };
    }
    case 'why': {
      const record = await readDraw(stores, route.planId, route.drawNo);
      if (record === undefined) return undefined;
      const code = route.code === '' ? askedCode(query) : route.code;
      const why = code === '' ? undefined : await whyIn(stores, record.attempt.folder, code);
      return { data: why === undefined ? {} : why.ok ? why.value : { refused: why.error }, title: words.proof.whyTitle, current: 'draws', runsScript: true, content: () => WhyPage({ record, code, why, language, origin }) };
    }
    case 'results': {
      const results = await allBatchResults(stores.publication);
      return { data: { results }, title: words.results, current: 'results', content: () => Results({ results, language }) };
    }
    case 'batch': {
      const batch = await findBatchResults(stores.publication, route.batchId);
      if (batch === undefined) return undefined;
      const results = await publicResultsOf(stores.publication, route.batchId);
      return { data: { ...batch, results }, title: batch.name, current: 'results', content: () => BatchPage({ batch, results, language }) };
    }
    case 'result': {
      const result = await findPublicResult(stores.publication, route.batchId, route.targetId);
      if (result === undefined) return undefined;
      return { data: result, title: result.enterprise.name, current: 'results', content: () => ResultPage({ result, batchId: route.batchId, language }) };
    }
    case 'lookup': {
      const code = askedCode(query);
      const found = await lookUp(stores, code);
      return { data: { code, found }, title: words.lookup, current: 'results', content: () => Lookup({ code, found, language }) };
    }
    case 'audit': {
      const checkpoints = await allCheckpoints(stores.publication);
      return { data: { checkpoints: checkpoints.map(checkpointData) }, title: AUDIT_WORDS[language].title, current: 'verify', content: () => AuditPage({ checkpoints, language, origin }) };
    }
    case 'verify':
      return { data: { steps: words.verifySteps }, title: words.verify, current: 'verify', content: () => Verify({ language, origin }) };
  }
};

/** The code that somebody typed into a form. */
export const askedCode = (query: PortalRequest['query']): string => (query['code'] ?? '').trim().toUpperCase();

const lookUp = async (stores: PublicStores, code: string): Promise<readonly Found[]> => {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return [];
  const batches = await allBatchResults(stores.publication);
  const found = await Promise.all(batches.map(async ({ batchId }) => ({ batchId, result: await findPublicResult(stores.publication, batchId, code) })));
  return found.flatMap(({ batchId, result }) => (result === undefined ? [] : [{ batchId, result }]));
};
