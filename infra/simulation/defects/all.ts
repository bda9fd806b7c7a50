import type { Defect } from './defect.ts';
import { IN_THE_CLASSES } from './in-the-classes.ts';
import { IN_THE_DRAW } from './in-the-draw.ts';
import { IN_THE_INSPECTIONS } from './in-the-inspections.ts';
import { IN_THE_PLAN } from './in-the-plan.ts';
import { IN_THE_RECORD } from './in-the-record.ts';
import { IN_THE_WAITS } from './in-the-waits.ts';

/** Every defect that can be planted. */
export const DEFECTS: readonly Defect[] = [...IN_THE_RECORD, ...IN_THE_PLAN, ...IN_THE_DRAW, ...IN_THE_CLASSES, ...IN_THE_INSPECTIONS, ...IN_THE_WAITS];
