import { defect, type Defect } from './defect.ts';

/** Mistakes in the draw. */
export const IN_THE_DRAW: readonly Defect[] = [
  {
    name: 'reroll-overwrites', clause: 'BY-2', en: 'a draw that is repeated takes the number of the attempt before', file: 'shared/draw/freezing/record-freezing.ts',
    pieces: [
      { find: '  drawNo: manifest.drawNo,', put: '  drawNo: 1,' },
      { find: 'createAttempt(stores.lifecycle, attempt),', put: "{ table: stores.lifecycle, item: { Put: { TableName: stores.lifecycle.name, Item: { pk: `BATCH#${batchId}`, sk: 'ATTEMPT#0001', ...attempt } } } }," },
    ],
  },
  defect('wrong-reveal-taken', 'BY-1', 'a reveal that does not open its commitment is taken', 'shared/draw/ceremony/ceremony-rules.ts',
    '  if (!checked.ok) return refuse(REVEAL_CODES[checked.error], { facts: { id: sent.id } });\n  return ok({ ...attempt, reveals: [...reveals, { ...checked.value, at: now }] });',
    "  if (!checked.ok && checked.error !== 'does-not-open') return refuse(REVEAL_CODES[checked.error], { facts: { id: sent.id } });\n  return ok({ ...attempt, reveals: [...reveals, { ...sent, at: now }] });"),
  defect('goes-on-without', 'BY-2', 'a draw goes on without the reveals that are missing', 'shared/draw/ceremony/close-rules.ts', 'switch (revealsAt(attempt, now)) {', "switch (revealsAt(attempt, now) === 'overdue' && attempt.reveals.length > 0 ? 'complete' : revealsAt(attempt, now)) {"),
  defect('failed-unnamed', 'BY-2', 'a void does not name who did not reveal', 'shared/draw/ceremony/close-rules.ts', "failed: failures(missingReveals(attempt), 'reveal') });", 'failed: [] });'),
  defect('seats-by-another-order', 'BY-4', 'inspectors are matched by another seed than the published one', 'shared/draw/drawing/match-inspectors.ts', '{ manifest, seed: attempt.seed, secret,', '{ manifest, seed: attempt.M2, secret,'),
  defect('shortage-passed-over', 'BY-4', 'a draw without enough inspectors is published all the same', 'shared/draw/drawing/match-inspectors.ts', 'made.shortages.length === 0', 'made.shortages.length >= 0'),
  defect('recusal-ignored', 'NR-3', 'whoever applied to step aside is drawn while the head decides', 'shared/registry/recusals-in-force.ts', "stage === 'granted' || (stage === 'applied' && profile.recusal.appliedStepsAside)", "stage === 'granted' && profile.recusal.appliedStepsAside"),
  defect('certificate-of-the-first-day', 'NR-4', 'a certificate counts that ends before the last day of the visits', 'shared/lottery/seats/seat-problem.ts', "&& visit.to <= (officers[at]?.validTo ?? '')", "&& visit.from <= (officers[at]?.validTo ?? '')"),
  defect('visits-overlooked', 'GY-11', 'a directory is frozen again without what was visited since', 'shared/registry/directory-changes.ts', ".filter(({ kind }) => kind === 'target').map(({ id }) => id);", '.flatMap(() => []);'),
  defect('buckets-left-out', 'GY-11', 'half of the buckets are left out when a large directory is merged', 'shared/draw/freezing/freezing-plan.ts', 'inParallel(BUCKETS, WIDTH, async (bucket)', 'inParallel(BUCKETS.slice(128), WIDTH, async (bucket)'),
  defect('over-cap-drawn', 'NR-5', 'whom the yearly cap keeps out may be drawn all the same', 'shared/draw/freezing/frequency-exclusions.ts', 'full.filter((ledger) => !isOfGroup(', 'full.slice(1).filter((ledger) => !isOfGroup('),
  defect('left-out-for-a-sealed-draw', 'NR-9', 'whom a sealed draw visits is left out of other draws before it is opened', 'shared/draw/freezing/frequency-exclusions.ts', 'full.map((ledger) => withoutVisitsOf(ledger, hidden))', 'full.map((ledger) => withoutVisitsOf(ledger, hidden.size < 0 ? hidden : new Set()))'),
  defect('opened-at-once', 'NR-9', 'the draw of unannounced visits is published at once', 'shared/draw/drawing/publish-draw.ts', '  if (attempt.openOn !== undefined) {', '  if (attempt.openOn !== undefined && attempt.quota < 0) {'),
  defect('events-cut', 'BY-3', 'only the last line of what happened since the draw is published', 'shared/draw/events/event-lines.ts', 'linesToText(events.map(({ line }) => eventLine(line)))', 'linesToText(events.slice(-1).map(({ line }) => eventLine(line)))'),
  defect('expert-recusal-ignored', 'NR-3', 'an expert who stepped aside from an enterprise is sent there', 'shared/draw/freezing/freeze-experts.ts', '.filter(({ officerId }) => ids.has(officerId));', '.filter(({ officerId }) => !ids.has(officerId));'),
  defect('experts-by-another-seed', 'SM-4', 'experts are drawn by another seed than the published one', 'shared/draw/drawing/match-inspectors.ts', 'attempt.experts, { seed: attempt.seed,', 'attempt.experts, { seed: attempt.M2,'),
  defect('reserve-skipped', 'BY-3', 'the second of the reserve takes the place of a lost target', 'shared/lottery/events/apply-event.ts', 'const [next, ...unused] = ledger.reserve.get(stratum) ?? [];', 'const [, next, ...unused] = ledger.reserve.get(stratum) ?? [];'),
  defect('late-reveal-taken', 'BY-3', 'a reveal after its time is taken in the ceremony after a loss', 'shared/draw/events/event-rules.ts', "  if (phase !== 'revealing') return refuse('reveal-late', { facts: { by: ceremony.revealBy } });", ''),
  defect('redrawn-unchanged', 'BY-2', 'a draw short of inspectors is repeated with the same inspectors', 'shared/draw/drawing/resolve-shortage.ts', 'find(isSame)', "find((department) => isSame(department) && department === '')"),
  defect('failed-unsigned', 'BY-2', 'a ceremony after a loss is on record as failed without anybody’s signature', 'shared/draw/events/failed-lines.ts', '  if (missing.length > 0) return { ceremony, lines: [] };', ''),
];
