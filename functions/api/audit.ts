import { listAuditStreams, readAudit } from '../../shared/api/audit.ts';
import { listStreams } from '../../shared/lifecycle/list-streams.ts';
import { viewTrail } from '../../shared/lifecycle/view-trail.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(readAudit, ({ query }, context) => viewTrail(context.stores, query)),
  on(listAuditStreams, ({ query }, context) => listStreams(context.stores, query)),
]);
