import { createHash } from 'node:crypto';
import { OFFICES } from '../../../infra/rehearsal/city/people.ts';
import { putDepartment } from '../../../shared/api/departments.ts';
import { HandMade } from './invariants-record.ts';

export const DEPARTMENT = { table: 'registry', pk: 'DEPARTMENT', sk: '01', code: '01', name: '市市场监督管理局', kind: 'enforcing', version: 1 } as const;
export const entering = { stream: 'registry/departments', action: 'department.enter', subject: 'department/01', who: ['conference-office', ['conference']] } as const;
export const entered = () => new HandMade().done({ ...entering, after: { code: '01', name: DEPARTMENT.name, kind: 'enforcing', version: 1 } }, DEPARTMENT);

export const B = 'batch-2026-001';
export const T = '91510802MA00000011';
export const entry = {
  name: '食品抽查', items: ['food'], targets: { description: '食品', frame: {} }, methods: ['on-site'], ratio: '1/20', quantity: null, leadDepartment: '01', participatingDepartments: [],
  inspectionDate: { from: '2026-03-20', to: '2026-05-31' }, proposalId: '2026-01-01', scope: 'single',
};
export const scheme = { visit: { from: '2026-04-01', to: '2026-05-31' }, departments: [{ code: '01', seats: 2 }], reserve: 0, ceremony: { participants: [{ id: 'lead', key: 'k' }], commitBy: '', revealBy: '' } };
export const batch = (stage: string, more: object = {}) => ({
  pk: `BATCH#${B}`, sk: 'BATCH', stage, batchId: B, year: 2026, entry, scheme, escalations: [], attempt: 1, drawnOn: '2026-04-01', drawnCount: 1, transcriptHash: 'h', organiseBy: '2026-04-09', finishBy: '2026-11-20',
  dispatchedAt: '2026-04-01T11:00:00+08:00', version: 1, ...more,
});
const officers = (...ids: readonly string[]) => [{ department: '01', departmentName: '局', officers: ids.map((officerId) => ({ officerId, name: officerId, certificateNo: officerId })) }];
export const form = (stage: string, more: object = {}) => ({
  pk: `BATCH#${B}`, sk: `FORM#${T}`, stage, inspectionId: `${B}:${T}`, batchId: B, year: 2026, targetId: T, taskNo: 't', leadDepartment: '01', items: [{ itemId: 'food', department: '01' }], tasks: officers('0100001', '0100002'),
  results: [], replacements: [], version: 1, ...more,
});
export const attempt = (more: object = {}) => ({
  pk: `BATCH#${B}`, sk: 'ATTEMPT#0001', batchId: B, drawNo: 1, stage: 'published', version: 1, prev: '0'.repeat(64), M0: 'a', seed: 's', manifestAt: '2026-03-25T10:00:00+08:00', matchedAt: '2026-04-01T09:00:00+08:00', quota: 1, drawnCount: 1,
  transcriptHash: 'h', participants: [], commitments: [], reveals: [], ...more,
});
export const lossLine = () => ({ pk: `BATCH#${B}`, sk: 'EVENT#0001', batchId: B, drawNo: 1, seq: 1, version: 1, hash: 'h', line: { seq: 1, kind: 'lost-target', stratum: 'A', target: T, reason: '05' } });
export const shown = (state: string, no = 1) => ({ pk: 'DRAW', sk: `${B}#000${no}`, planId: B, drawNo: no, state });
export const result = { itemId: 'food', codes: ['01'], note: '未发现问题', followUp: 'none', evidence: [], department: '01', by: 'x', at: '' };
export const officer = (id: string, validTo: string) => ({ pk: 'INSPECTOR#01', sk: id, officerId: id, kind: 'officer', certificate: { number: id, validFrom: '2024-01-01', validTo }, version: 1 });
const frozen = (id: string, validTo = '20281231') => JSON.stringify({ id, validFrom: '20240101', validTo, lastVisited: [] });
export const inTheList = { department: '01', active: true, regions: ['510802'], specialties: [], cap: 9, lastVisited: [] };
export const shortAttempt = () =>
  new HandMade()
    .store('snapshots', `${B}/1/officers.txt`, `${JSON.stringify({ id: '0100001', department: '01', regions: ['510802'], specialties: [], validFrom: '20240101', validTo: '20281231', cap: 9, lastVisited: [] })}\n`)
    .put('registry', { ...officer('0100001', '2028-12-31'), ...inTheList })
    .put('lifecycle', attempt({ stage: 'short', shortages: [{ department: '01' }] }));
export const progress = (more: object = {}) => ({ pk: `BATCH#${B}`, sk: 'PROGRESS', drawn: 1, organised: 0, inspected: 0, entered: 0, exempt: 0, pending: 0, ...more });
export const drawnRecord = (seats = ['0100001', '0100002']) =>
  new HandMade().store('snapshots', `${B}/1/officers.txt`, `${['0100001', '0100002'].map((id) => frozen(id)).join('\n')}\n`)
    .put('registry', officer('0100001', '2028-12-31'), officer('0100002', '2028-12-31')).put('lifecycle', batch('drawn'), attempt(), form('drawn', { tasks: officers(...seats) }));

/** The batch whose scheme pools the inspectors of 05 under its department. */
export const pooling = (stage: string) => batch(stage, { scheme: { ...scheme, departments: [{ code: '01', seats: 2, pooled: ['05'] }] } });

/** A draw of one of the department's own and one of 05, as the form tells of them. */
export const drawnPooled = (of: object = pooling('drawn'), helper: object = { from: { department: '05', name: '局' } }, own: object = {}): HandMade =>
  new HandMade().store('snapshots', `${B}/1/officers.txt`, `${['0100001', '0500001'].map((id) => frozen(id)).join('\n')}\n`)
    .put('registry', officer('0100001', '2028-12-31'), { ...officer('0500001', '2028-12-31'), pk: 'INSPECTOR#05' })
    .put('lifecycle', of as ReturnType<typeof batch>, attempt(), form('drawn', { tasks: [{ department: '01', departmentName: '局', officers: [{ officerId: '0100001', ...own }, { officerId: '0500001', ...helper }] }] }));

const EXPERT_LIST = JSON.stringify({ candidates: [{ id: 'E010001' }, { id: 'E010002' }] });
export const EXPERT_LIST_HASH = createHash('sha256').update(`sj-experts-list/1\0${EXPERT_LIST}`).digest('hex');
export const helpers = (...ids: readonly string[]) => ids.map((expertId) => ({ expertId, name: expertId, kind: 'expert', field: '消防' }));
export const withExperts = ({ recused = false } = {}) => {
  const made = new HandMade()
    .store('published', `draws/${B}/1/experts.json`, EXPERT_LIST)
    .store('snapshots', `${B}/1/experts-drawn.json`, JSON.stringify({ visits: [{ target: T, reserve: false, experts: [{ field: '消防', ids: ['E010001'], open: 0 }] }] }))
    .put('registry', ...['E010001', 'E010002'].map((expertId) => ({ pk: 'EXPERT', sk: expertId, expertId, version: 1 })));
  if (recused) made.put('registry', { pk: 'RECUSAL', sk: 'r', officerId: 'E010001', targetId: T, stage: 'applied', appliedAt: '2026-03-01T10:00:00+08:00', version: 1 });
  return made.put('lifecycle', batch('drawn', { scheme: { ...scheme, experts: [{ field: '消防', count: 1 }] } }), attempt({ experts: { list: EXPERT_LIST_HASH, candidates: 2 } }));
};

/** A draw whose result opens on 8 June. */
export const sealedDraw = (more: object = {}): HandMade =>
  new HandMade().store('snapshots', `${B}/1/transcript.json`, JSON.stringify({ drawn: [T] }))
    .put('lifecycle', batch('drawn', { scheme: { ...scheme, sealed: { openOn: '2026-06-08' } } }), attempt({ seed: 'the seed', reveals: [{ id: 'office', value: 'a secret of the office' }], openOn: '2026-06-08', ...more }));

/** The head of the lead department gives up a target on a photograph that these people brought. */
export const givenUp = (...bringers: readonly string[]): HandMade =>
  new HandMade().put('lifecycle', ...bringers.map((sub) => ({ pk: `EVIDENCE#${B}:${T}`, sk: `ab#${sub}`, by: { sub, name: sub }, version: 1 })))
    .done({ stream: `batch/${B}`, action: 'inspection.lost-target', who: ['head-01', ['head'], '01'], after: { inspectionId: `${B}:${T}`, leadDepartment: '01', loss: { evidence: [{ sha256: 'ab' }] } } });

export const sealedEntry = (more: object = {}) => ({ pk: 'SEALED', sk: `2026-06-08#${B}#0001`, shape: 1, batchId: B, drawNo: 1, openOn: '2026-06-08', version: 1, ...more });

/** The same, the enterprise's only visit of the year being planned by it, and another draw beside it. */
export const sealedAndCapped = (opened: object = {}): HandMade =>
  sealedDraw(opened).put('lifecycle', capped, ledger([line()]), sealedEntry(opened));

/** A target of another batch lost because the year of its enterprise is full. */
export const lostToTheCap = (): HandMade =>
  sealedAndCapped().put('lifecycle', { pk: 'BATCH#batch-2026-002', sk: `FORM#${T}`, targetId: T, stage: 'lost', loss: { code: 'over-cap', ground: '频次已满' }, version: 3 });

export const acknowledgedIn = (made: HandMade): HandMade => {
  made.commands.push({ seq: 1, user: OFFICES.conference, endpoint: putDepartment as never, input: { params: { code: '01' }, idempotencyKey: 'k' } as never, at: made.now, answer: { ok: true, status: 200, value: {} } as never });
  return made;
};

export const handedInBy = (id: string): HandMade => new HandMade().put('lifecycle', attempt({ stage: 'committing', commitments: [{ id }] }));
export const handedInAgain = { pk: 'IDEMPOTENCY#lead-b', sk: 'k', after: { M0: 'a', participants: [{ id: 'lead', committed: true, revealed: false }] } };

export const frozenWith = ({ k, quota }: { readonly k: number; readonly quota: number }): HandMade => {
  const rows = Array.from({ length: 20 }, (_, i) => `9151080200000000${String(i).padStart(2, '0')},510802,F5211,A,00000000,0000000000000000,001\n`).join('');
  return new HandMade().store('published', `draws/${B}/1/manifest.json`, JSON.stringify({ snapshot: { shards: [{}] }, item: { capBp: 500, strata: [{ k }] } })).store('published', `draws/${B}/1/rows-0000.txt`, rows)
    .put('lifecycle', batch('drawing'), attempt({ stage: 'committing', quota }));
};

export const capped = { pk: 'YEAR#2026', sk: 'YEAR', stage: 'compiled', year: 2026, visitsPerYear: 1, version: 1 };
export const line = (more: object = {}) => ({ inspectionId: `${B}:${T}`, department: '01', kind: 'planned', from: '2026-04-01', to: '2026-05-31', visitOn: '2026-04-14', organisedOn: '2026-04-08', visitedOn: '2026-04-14', ...more });
export const ledger = (visits: readonly { readonly kind: string; readonly shares?: string }[]) =>
  ({ pk: 'VISITS#2026#0', sk: T, year: 2026, targetId: T, visits, counted: visits.filter(({ kind, shares }) => kind === 'planned' && shares === undefined).length, version: 1 });
export const visitedForm = (more: object = {}) => form('inspected', { visitOn: '2026-04-14', visitedOn: '2026-04-14', ...more });
export const visitedOnce = (): HandMade => new HandMade().put('lifecycle', capped, batch('drawn'), visitedForm());

/** Whom one batch visited is frozen for the next, with these exclusions. */
export const drawnAgain = (excluded: string, count = 0): HandMade =>
  visitedOnce().put('lifecycle', ledger([line()]))
    .store('published', `draws/batch-2026-002/1/manifest.json`, JSON.stringify({ snapshot: { shards: [{}], asOf: { from: '2026-06-01T10:00:00+08:00' } }, item: { excluded: { count } } }))
    .store('published', `draws/batch-2026-002/1/rows-0000.txt`, `${T},510802,F5211,A,00000000,0000000000000000,001\n`)
    .store('published', `draws/batch-2026-002/1/excluded.txt`, excluded)
    .put('lifecycle', { ...batch('drawing'), pk: 'BATCH#batch-2026-002', batchId: 'batch-2026-002' }, { ...attempt({ stage: 'committing' }), pk: 'BATCH#batch-2026-002', batchId: 'batch-2026-002' });

export const target = (status: string) => ({ id: T, region: '510802', industry: 'F5211', creditClass: 'A', lastInspected: '00000000', tags: '0000000000000004', status });

/** A directory of one target, written at ten o'clock, and what was frozen of it from `from` on. */
export const frozenDirectory = (inDirectory: object, inRows?: ReturnType<typeof target>, from = '2026-04-01T12:00:00+08:00'): HandMade =>
  new HandMade().put('registry', { pk: 'TARGET#00', sk: T, ...inDirectory })
    .store('published', `draws/${B}/1/manifest.json`, JSON.stringify({ snapshot: { shards: [{}], asOf: { from, to: from } } }))
    .store('published', `draws/${B}/1/rows-0000.txt`, inRows === undefined ? '' : `${Object.values(inRows).join(',')}\n`)
    .put('lifecycle', attempt({ stage: 'committing' }));

export const running = (more: object): HandMade => {
  const made = new HandMade();
  made.running.push({ name: B, workflow: 'batch', status: 'RUNNING', startedAt: made.now, active: [], ...more } as never);
  return made;
};
