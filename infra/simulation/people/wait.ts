import type { CallAnswer } from '../../../shared/api/endpoint.ts';
import type { listWaits } from '../../../shared/api/executions.ts';

/** A wait as the administrator sees it. */
export type Wait = CallAnswer<typeof listWaits>['items'][number];
