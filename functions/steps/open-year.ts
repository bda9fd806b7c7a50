import * as z from 'zod';
import { planYearOf } from '../../shared/lifecycle/plan-year-of.ts';
import { startYear } from '../../shared/lifecycle/start-year.ts';
import { starterEnv } from '../../shared/lifecycle/workflow-arns.ts';
import { step } from '../kit/step.ts';

export const handler = step('open-year', z.object({}), (_, { stores, profile, act }) =>
  startYear(stores, starterEnv.parse(process.env).PLAN_YEAR_ARN, planYearOf(profile, act.now)),
);
