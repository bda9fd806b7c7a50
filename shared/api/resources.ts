import type { AnyEndpoint } from './endpoint.ts';
import * as audit from './audit.ts';
import * as batches from './batches.ts';
import * as blindingKey from './blinding-key.ts';
import * as calendar from './calendar.ts';
import * as departments from './departments.ts';
import * as experts from './experts.ts';
import * as executions from './executions.ts';
import * as inbox from './inbox.ts';
import * as inspections from './inspections.ts';
import * as inspectors from './inspectors.ts';
import * as items from './items.ts';
import * as proposals from './proposals.ts';
import * as publication from './publication.ts';
import * as recusals from './recusals.ts';
import * as targets from './targets.ts';
import * as workRules from './work-rules.ts';
import * as years from './years.ts';

const MODULES: Readonly<Record<string, object>> = {
  departments, items, targets, inspectors, experts, 'work-rules': workRules, recusals, calendar, years, proposals, 'blinding-key': blindingKey, batches, inspections, publication, inbox, audit, executions,
};

/** Every endpoint of the API, by the resource that serves it. */
export const resourceEndpoints = (): Readonly<Record<string, readonly AnyEndpoint[]>> =>
  Object.fromEntries(Object.entries(MODULES).map(([resource, module]) => [resource, Object.values(module).filter(isEndpoint)]));

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'action' in value && 'answer' in value;

/**
 * The gateway's routes by resource: the whole of `/v1/<root>` where one resource has the root to itself or serves its collection,
 * and exact paths for what another resource keeps below it (`/v1/batches/{batchId}/inspections`).
 */
export const resourceRoutes = (): Readonly<Record<string, readonly string[]>> => {
  const endpoints = resourceEndpoints();
  const owner = new Map<string, string>();
  for (const [resource, all] of Object.entries(endpoints)) {
    for (const { path } of all) if (resource === rootOf(path) || !(rootOf(path) in MODULES)) owner.set(rootOf(path), resource);
  }
  return Object.fromEntries(
    Object.entries(endpoints).map(([resource, all]) => {
      const paths = all.flatMap(({ path }) => {
        const root = rootOf(path);
        return owner.get(root) === resource ? [`/v1/${root}`, `/v1/${root}/{proxy+}`] : [path];
      });
      return [resource, [...new Set(paths)].sort()];
    }),
  );
};

const rootOf = (path: string): string => path.split('/')[2] ?? '';
