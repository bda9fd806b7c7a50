import type { BatchRow } from './summary.ts';
import type { BatchRecord } from './year-record.ts';

/** One batch in figures. */
export const batchRow = ({ batch, draw, manifest, reconciliation }: BatchRecord): BatchRow => {
  const { capBase, capBp, capUsed } = manifest.item;
  const { drawn, lost = 0, published, exempt, open, entryRateBp, publicityRateBp, receipts, organisedLate, enteredLate } = reconciliation;
  return {
    batchId: batch.batchId,
    name: batch.entry.name,
    stage: batch.stage,
    drawn,
    lost,
    cap: Math.floor((capBase * capBp) / 10_000) - capUsed,
    attempts: draw.attempts.length,
    transcriptHash: draw.attempt?.transcriptHash ?? '',
    organised: { on: 'organisedOn' in batch ? batch.organisedOn : '', by: 'organiseBy' in batch ? batch.organiseBy : '', late: organisedLate },
    entered: { on: 'enteredOn' in batch ? batch.enteredOn : '', by: 'enterBy' in batch ? batch.enterBy : '', late: enteredLate },
    published, exempt, open, entryRateBp, publicityRateBp, receipts,
    reconciled: drawn === published + exempt + open && Object.values(receipts).every((count) => count === published),
  };
};
