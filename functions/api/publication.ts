import { confirmReceipt, getReconciliation, listReceipts } from '../../shared/api/publication.ts';
import { confirmPush } from '../../shared/publication/confirm-receipt.ts';
import { attemptsOf, pageOfReceipts } from '../../shared/publication/receipt-store.ts';
import { viewReconciliation } from '../../shared/publication/view-reconciliation.ts';
import { ok } from '../../shared/kernel/result.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(getReconciliation, ({ params }, context) => viewReconciliation(context, params.batchId, context.act.actor)),
  on(listReceipts, async ({ params, query }, { stores }) => {
    const [page, attempts] = await Promise.all([pageOfReceipts(stores.lifecycle, params.batchId, query), attemptsOf(stores.lifecycle, params.batchId)]);
    return ok({ ...page, attempts });
  }),
  on(confirmReceipt, ({ params }, context) => confirmPush(context, params.receiptId)),
]);
