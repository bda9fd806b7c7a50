import * as z from 'zod';
import { writeCheckpoint } from '../../../shared/audit/checkpoint/write-checkpoint.ts';
import { step } from '../../kit/step.ts';

export const handler = step('audit-checkpoint', z.object({}), (_, { stores, act }) => writeCheckpoint(stores, act.now));
