import type { Json } from '../assembly/template.ts';
import type { Clock } from '../contract.ts';
import type { HttpAnswer } from '../http-api/api-answer.ts';
import type { HttpRequest } from '../http-api/http-request.ts';
import type { StatesService } from '../states/service.ts';

/** What the administrator's pages show. */
export interface AdminParts {
  readonly states: StatesService;
  readonly clock: Clock;
  readonly outputs: ReadonlyMap<string, Json>;
}

/** Serves the pages below `/_local/executions`; `undefined` for any other path. */
export const adminPages =
  (_parts: AdminParts) =>
  (_request: HttpRequest): HttpAnswer | undefined =>
    undefined;
