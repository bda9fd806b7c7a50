import { compilePlan, forecastYear, getYear, issuePlan, openYear } from '../../shared/api/years.ts';
import { startYear } from '../../shared/lifecycle/start-year.ts';
import { starterEnv } from '../../shared/lifecycle/workflow-arns.ts';
import * as compile from '../../shared/plan/compile-plan.ts';
import * as forecast from '../../shared/plan/forecast-plan.ts';
import * as issue from '../../shared/plan/issue-plan.ts';
import { viewYear } from '../../shared/plan/view-plan.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

const subject = ({ params }: { readonly params: { readonly year: number } }): string => `year/${params.year}`;

export const handler = resource([
  on(getYear, ({ params }, context) => viewYear(context, params.year)),
  on(forecastYear, ({ params, query }, context) => forecast.forecastYear(context, params.year, query)),
  on(openYear, ({ params }, context) => startYear(context.stores, starterEnv.parse(process.env).PLAN_YEAR_ARN, params.year)),
  on(compilePlan, ({ params, body, ifMatch }, context) => compile.compilePlan(context, { year: params.year, ...body, ifMatch }), subject),
  on(issuePlan, ({ params, body, ifMatch }, context) => issue.issuePlan(context, { year: params.year, ...body, ifMatch }), subject),
]);
