import { getInbox } from '../../shared/api/inbox.ts';
import { viewInbox } from '../../shared/lifecycle/view-inbox.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([on(getInbox, ({ query }, context) => viewInbox(context, query.limit))]);
