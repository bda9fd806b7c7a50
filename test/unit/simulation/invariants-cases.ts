import { HandMade } from './invariants-record.ts';
import { RULED_CASES } from './ruled-cases.ts';
import {
  DEPARTMENT, entering, entered, B, T, entry, scheme, batch, form, attempt, lossLine, shown, result, officer, inTheList, shortAttempt, progress,
  drawnRecord, drawnPooled, pooling, EXPERT_LIST_HASH, helpers, withExperts, givenUp, sealedAndCapped, sealedEntry, lostToTheCap, sealedDraw, acknowledgedIn, handedInBy, handedInAgain, frozenWith, capped, line, ledger,
  visitedForm, visitedOnce, drawnAgain, target, frozenDirectory, running,
} from './invariants-scenes.ts';

/** For each invariant a record in which it holds, and others in which it does not, each with what is to be said of it. */
export const CASES: Readonly<Record<string, { readonly good: () => HandMade; readonly bad: Readonly<Record<string, () => HandMade>> }>> = {
  ...RULED_CASES,
  'nothing-vanishes': {
    good: entered,
    bad: { 'was removed': () => entered().remove('registry', 'DEPARTMENT', '01'), 'was written over': () => entered().put('lifecycle', { pk: 'AUDIT#registry/departments', sk: 'E#000000001', seq: 1 }) },
  },
  'chains-verify': {
    good: entered,
    bad: { 'is altered': () => entered().put('lifecycle', { pk: 'AUDIT#registry/departments', sk: 'E#000000001', stream: 'registry/departments', seq: 1, prev: '0'.repeat(64), hash: 'x' }) },
  },
  'each-change-audited': { good: entered, bad: { 'without an entry in the trail': () => new HandMade().put('registry', { pk: 'DEPARTMENT', sk: '01', version: 1 }) } },
  'version-by-version': {
    good: () => entered().put('registry', { ...DEPARTMENT, version: 2 }),
    bad: {
      'went from version 1 to 1': () => entered().put('registry', { ...DEPARTMENT, version: 1 }),
      'went from drawn to published': () => new HandMade().put('lifecycle', form('drawn')).put('lifecycle', form('published', { version: 2 })),
    },
  },
  'trail-tells-the-record': {
    good: entered,
    bad: {
      'the trail says nothing of it': () => new HandMade().put('registry', { pk: 'DEPARTMENT', sk: '01', version: 1 }),
      'is not in the record': () => new HandMade().done({ ...entering, after: { code: '01', version: 1 } }),
      'name is "另一个局"': () => new HandMade().done({ ...entering, after: { code: '01', name: '局', version: 1 } }, { ...DEPARTMENT, name: '另一个局' }),
    },
  },
  'acknowledged-is-kept': {
    good: () => acknowledgedIn(new HandMade().done({ ...entering, after: { code: '01', version: 1 } }, DEPARTMENT, { pk: 'IDEMPOTENCY#conference-office', sk: 'k', after: { code: '01', version: 1 } })),
    bad: { 'neither receipt nor effect': () => acknowledgedIn(new HandMade()), 'was written apart from its effect': () => new HandMade().put('lifecycle', { pk: 'IDEMPOTENCY#conference-office', sk: 'k', after: {} }) },
  },
  'acknowledged-is-kept, of what a colleague handed in': {
    good: () => handedInBy('lead').put('lifecycle', handedInAgain),
    bad: { 'the receipt k of lead-b was written apart': () => handedInBy('witness').put('lifecycle', handedInAgain) },
  },
  'each-effect-once': {
    good: () => new HandMade().put('lifecycle', { pk: 'INBOX#role/government', sk: '1#a', id: 'a' }),
    bad: {
      'has the message a 2 times': () => new HandMade().put('lifecycle', { pk: 'INBOX#role/government', sk: '1#a', id: 'a' }).put('lifecycle', { pk: 'INBOX#role/government', sk: '2#a', id: 'a' }),
      'was given by nobody': () => new HandMade().put('lifecycle', { pk: `BATCH#${B}`, sk: `RECEIPT#credit-platform#${T}`, receiptNo: '1', version: 1 }),
      'happened once more': () => new HandMade().done({ stream: `batch/${B}`, action: 'draw.publish' }).done({ stream: `batch/${B}`, action: 'draw.publish' }),
    },
  },
  'decided-by-another-person': {
    good: () => new HandMade().done({ stream: 'year/2026', action: 'proposal.approve', who: ['c', ['conference']], before: { authors: [{ sub: 'o' }] } }),
    bad: {
      'decides on their own': () => new HandMade().done({ stream: 'year/2026', action: 'proposal.approve', who: ['o', ['conference']], before: { authors: [{ sub: 'o' }] } }),
      'done by the step': () => new HandMade().done({ stream: 'year/2026', action: 'year.issue' }),
      'is not government': () => new HandMade().done({ stream: 'year/2026', action: 'year.issue', who: ['c', ['conference']], after: { year: 2026, compiledBy: { sub: 'd' } } }),
    },
  },
  'decided-by-another-person, a target given up': {
    good: () => givenUp('operator-01', 'head-01'),
    bad: { 'decides on their own': () => givenUp('head-01') },
  },
  'within-the-cap': {
    good: () => frozenWith({ k: 1, quota: 1 }),
    bad: { 'is to draw 2, plan and cap give 1': () => frozenWith({ k: 2, quota: 2 }), 'was accepted with 1/10, over 500 bp': () => new HandMade().put('lifecycle', { pk: 'YEAR#2026', sk: 'PROPOSAL#2026-01-01', stage: 'submitted', proposalId: '2026-01-01', department: '01', content: { ...entry, ratio: '1/10' }, version: 1 }) },
  },
  'visits-within-the-cap': {
    good: () => visitedOnce().put('lifecycle', ledger([line()])),
    bad: {
      'has 2 visits; the plan allows 1': () => visitedOnce().put('lifecycle', ledger([line(), line({ inspectionId: `batch-2026-002:${T}` })])),
      'was visited on 2 days of 2026; the plan allows 1': () => visitedOnce().put('lifecycle', { ...batch('drawn'), pk: 'BATCH#batch-2026-002', batchId: 'batch-2026-002' }, visitedForm({ pk: 'BATCH#batch-2026-002', batchId: 'batch-2026-002', inspectionId: `batch-2026-002:${T}`, visitedOn: '2026-05-06' })),
      'counts 0 visits and has 1': () => visitedOnce().put('lifecycle', { ...ledger([line()]), counted: 0 }),
      'lacks batch-2026-001': () => visitedOnce(),
      'has visitedOn none of': () => visitedOnce().put('lifecycle', ledger([line({ visitedOn: undefined })])),
      'shares a visit that is not there': () => visitedOnce().put('lifecycle', ledger([line({ shares: `batch-2026-002:${T}` })])),
      'which is no form': () => new HandMade().put('lifecycle', capped, ledger([line()])),
      'as assigned, its plan says planned': () => visitedOnce().put('lifecycle', ledger([line({ kind: 'assigned' })])),
      'may be drawn in': () => drawnAgain(''),
      'excludes 1 and says 0': () => drawnAgain(`${T},F\n`),
    },
  },
  'visits-within-the-cap, whom it keeps out': { good: () => drawnAgain(`${T},F\n`, 1), bad: { 'was never to be visited': () => drawnAgain(`${T},F\n91510802MA00000022,F\n`, 2) } },
  'visits-within-the-cap, whom only a sealed draw keeps busy': { good: () => drawnAgain('').put('lifecycle', sealedEntry()), bad: { 'may be drawn in': () => drawnAgain('').put('lifecycle', sealedEntry({ openedAt: '2026-05-31T00:02:00+08:00' })) } },
  'redrawn-on-change': {
    good: () => shortAttempt().put('registry', { ...officer('0100002', '2028-12-31'), ...inTheList }).put('lifecycle', attempt({ stage: 'voiding', shortages: [{ department: '01' }] })),
    bad: { 'although inspectors and recusals of 01 are those frozen': () => shortAttempt().put('lifecycle', attempt({ stage: 'voiding', shortages: [{ department: '01' }] })) },
  },
  'redrawn-on-change, a recusal': {
    good: () => shortAttempt().put('registry', { pk: 'RECUSAL', sk: 'r', officerId: '0100001', targetId: T, stage: 'granted' }).put('lifecycle', attempt({ stage: 'voiding', shortages: [{ department: '01' }] })),
    bad: { 'are those frozen': () => shortAttempt().put('registry', { pk: 'RECUSAL', sk: 'r', officerId: '0100001', targetId: T, stage: 'refused' }).put('lifecycle', attempt({ stage: 'voiding', shortages: [{ department: '01' }] })) },
  },
  'redrawn-on-change, in a pooled body': {
    good: () => shortAttempt().put('lifecycle', pooling('drawing')).put('registry', { ...officer('0500001', '2028-12-31'), ...inTheList, department: '05' }).put('lifecycle', attempt({ stage: 'voiding', shortages: [{ department: '01' }] })),
    bad: { 'are those frozen': () => shortAttempt().put('lifecycle', batch('drawing')).put('registry', { ...officer('0500001', '2028-12-31'), ...inTheList, department: '05' }).put('lifecycle', attempt({ stage: 'voiding', shortages: [{ department: '01' }] })) },
  },
  'frozen-as-it-is': {
    good: () => frozenDirectory(target('001'), target('001')),
    bad: {
      'the directory has': () => frozenDirectory(target('002'), target('001')),
      'froze no row of': () => frozenDirectory(target('001')),
    },
  },
  'frozen-as-it-is, though it changed meanwhile': {
    good: () => frozenDirectory(target('002'), target('001'), '2026-04-01T10:00:00+08:00'),
    bad: { 'the directory has': () => frozenDirectory(target('002'), target('001'), '2026-04-01T10:00:01+08:00') },
  },
  'draw-bytes-stay': {
    good: () => new HandMade().store('published', `draws/${B}/1/events.txt`, 'a\n').store('published', `draws/${B}/1/events.txt`, 'a\nb\n'),
    bad: {
      'was given other bytes': () => new HandMade().store('published', `draws/${B}/1/transcript.json`, '{}').store('published', `draws/${B}/1/transcript.json`, '{"a":1}'),
      'lost lines': () => new HandMade().store('published', `draws/${B}/1/events.txt`, 'a\n').store('published', `draws/${B}/1/events.txt`, 'b\n'),
    },
  },
  'no-hidden-reroll': {
    good: () => new HandMade().store('published', `draws/${B}/1/manifest.json`, '{}').put('lifecycle', batch('drawn'), attempt()).put('publication', shown('published')),
    bad: {
      'is not in the public list': () => new HandMade().store('published', `draws/${B}/1/manifest.json`, '{}').put('lifecycle', batch('drawn'), attempt()),
      'line 1 (lost-target) of batch-2026-001 is not in public': () => new HandMade().put('publication', shown('published')).store('published', `draws/${B}/1/manifest.json`, '{}').put('lifecycle', batch('drawn'), attempt(), lossLine()),
      'lacks the signatures of office': () => new HandMade().put('publication', shown('published')).store('published', `draws/${B}/1/manifest.json`, '{}')
        .store('published', `draws/${B}/1/events.txt`, `${JSON.stringify({ seq: 1 })}\n`)
        .put('lifecycle', batch('drawn'), attempt(), { ...lossLine(), line: { kind: 'failed', failed: [{ id: 'notary', what: 'reveal' }], sigs: [{ id: 'lead' }] }, ceremony: { participants: ['lead', 'notary', 'office'].map((id) => ({ id })) } }),
      'is open although by line 2 nobody can take the seat': () => new HandMade().put('publication', shown('published')).store('published', `draws/${B}/1/manifest.json`, '{}')
        .store('published', `draws/${B}/1/events.txt`, `${JSON.stringify({ seq: 1 })}\n${JSON.stringify({ seq: 2 })}\n`)
        .put('lifecycle', batch('drawn'), attempt(), { ...lossLine(), line: { seq: 1, kind: 'lost-officer', taskId: `${T}01`, officer: '0100001' }, ceremony: { stage: 'open' } }, { ...lossLine(), sk: 'EVENT#0002', seq: 2, line: { seq: 2, kind: 'unfilled', taskId: `${T}01` } }),
      'seed of': () => new HandMade().put('lifecycle', attempt()).put('lifecycle', attempt({ seed: 't' })),
      'discards its outcome and names somebody': () => new HandMade().put('lifecycle', batch('drawn'), attempt({ stage: 'void', failed: [{ id: 'notary', what: 'reveal' }], discarded: 'h', sigs: [], approval: { reason: '重抽', by: 'office' } })),
      'was begun while the attempt before it was published': () => new HandMade().put('lifecycle', batch('drawing', { attempt: 2 }), attempt(), { ...attempt({ drawNo: 2, stage: 'committing' }), sk: 'ATTEMPT#0002' }),
    },
  },
  'draws-verify': { good: () => new HandMade().put('lifecycle', attempt({ stage: 'committing' })), bad: { 'no draw is published here': () => new HandMade().put('lifecycle', batch('drawn'), attempt()) } },
  'two-certified-officers': {
    good: () => drawnRecord().at('2026-04-10T10:00:00').put('lifecycle', form('organised', { organisedOn: '2026-04-08' })).put('lifecycle', form('inspected', { organisedOn: '2026-04-08', visitedOn: '2026-04-10', officersPresent: ['0100001', '0100002'] })),
    bad: {
      'seats were given after the visit': () => drawnRecord().put('lifecycle', form('inspected', { visitedOn: '2026-04-09', officersPresent: ['0100001', '0100002'] }))
        .put('lifecycle', form('inspected', { tasks: form('inspected').tasks.map((task) => ({ ...task, officers: [...task.officers].reverse() })), version: 2 })),
      'sends 1 officers of 2': () => drawnRecord(['0100001']),
      'was frozen without the recusal of 0100001': () => drawnRecord().put('registry', { pk: 'RECUSAL', sk: 'r', officerId: '0100001', targetId: T, stage: 'applied', appliedAt: '2026-03-01T10:00:00+08:00', version: 1 }).put('lifecycle', { ...attempt({ drawNo: 1 }), sk: 'ATTEMPT#0002' }),
      'is recused': () => new HandMade().put('registry', { pk: 'RECUSAL', sk: 'r', officerId: '0100001', targetId: T, stage: 'applied', appliedAt: '2026-03-01T10:00:00+08:00', version: 1 }).put('lifecycle', batch('drawn'), attempt(), form('drawn')),
      '0100001 was lost to it and came': () => drawnRecord().at('2026-04-10T10:00:00').put('lifecycle', form('organised', { organisedOn: '2026-04-08' })).put('lifecycle', form('inspected', { organisedOn: '2026-04-08', visitedOn: '2026-04-10', officersPresent: ['0100001', '0100002'], replacements: [{ department: '01', officerId: '0100001' }] })),
      'was not certified on 20260410': () => drawnRecord().put('registry', officer('0100001', '2026-04-09')).at('2026-04-10T10:00:00').put('lifecycle', form('organised', { organisedOn: '2026-04-08' })).put('lifecycle', form('inspected', { organisedOn: '2026-04-08', visitedOn: '2026-04-10', officersPresent: ['0100001', '0100002'] })),
      '1 officers of department 01 came': () => drawnRecord().at('2026-04-10T10:00:00').put('lifecycle', form('organised', { organisedOn: '2026-04-08' })).put('lifecycle', form('inspected', { organisedOn: '2026-04-08', visitedOn: '2026-04-10', officersPresent: ['0100001'] })),
    },
  },
  'two-certified-officers, one of them pooled': {
    good: () => drawnPooled(),
    bad: {
      '0500001 is not of department 01, nor pooled under it': () => drawnPooled(batch('drawn')),
      'does not say where 0500001 comes from': () => drawnPooled(pooling('drawn'), {}),
      'does not say where 0100001 comes from': () => drawnPooled(pooling('drawn'), { from: { department: '05', name: '局' } }, { from: { department: '05', name: '局' } }),
    },
  },
  'experts-stay-aside': {
    good: () => withExperts().put('lifecycle', form('inspected', { assistants: helpers('E010001'), officersPresent: ['0100001', '0100002'], assistantsPresent: ['E010001'] })),
    bad: {
      'is an expert and is counted as an officer': () => withExperts().put('lifecycle', form('inspected', { assistants: helpers('E010001'), officersPresent: ['0100001', 'E010001'] })),
      'helped and was not drawn': () => withExperts().put('lifecycle', form('inspected', { assistants: helpers('E010001'), officersPresent: ['0100001', '0100002'], assistantsPresent: ['E010002'] })),
      'are to help, and others were drawn': () => withExperts().put('lifecycle', form('drawn', { assistants: helpers('E010002') })),
      'is not the one on record': () => withExperts().put('lifecycle', attempt({ drawNo: 1, experts: { list: 'f'.repeat(64), candidates: 1 } }), { ...attempt({ experts: { list: 'f'.repeat(64), candidates: 1 } }), sk: 'ATTEMPT#0002' }),
      'was frozen without the experts its scheme asks for': () => new HandMade().put('lifecycle', batch('drawing', { scheme: { ...scheme, experts: [{ field: '消防', count: 1 }] } }), attempt()),
      'whom its scheme does not ask for': () => new HandMade().put('lifecycle', batch('drawing'), attempt({ experts: { list: EXPERT_LIST_HASH, candidates: 1 } })),
      'was frozen without the recusal of E010001': () => withExperts({ recused: true }),
    },
  },
  'results-by-persons': {
    good: () => new HandMade().done({ stream: `inspection/${B}:${T}`, action: 'inspection.record', who: ['o', ['operator'], '01'], before: { results: [] }, after: form('inspected', { results: [result] }) }),
    bad: {
      'results were changed by inspection.enter': () => new HandMade().done({ stream: `inspection/${B}:${T}`, action: 'inspection.enter', who: ['o', ['operator'], '01'], before: { results: [] }, after: form('entered', { results: [result] }) }),
      'was entered without a result of food': () => new HandMade().done({ stream: `inspection/${B}:${T}`, action: 'inspection.enter', who: ['o', ['operator'], '01'], before: { stage: 'inspected' }, after: form('entered') }),
      'no ground at all': () => new HandMade().done({ stream: `inspection/${B}:${T}`, action: 'inspection.record', who: ['o', ['operator'], '01'], before: { results: [] }, after: form('inspected', { results: [{ ...result, note: '' }] }) }),
    },
  },
  'drawn-is-accounted-for': {
    good: () => new HandMade().store('published', `draws/${B}/1/transcript.json`, JSON.stringify({ drawn: [T] })).put('lifecycle', batch('dispatched'), form('noticed'), progress()),
    bad: {
      'there are forms for nobody': () => new HandMade().store('published', `draws/${B}/1/transcript.json`, JSON.stringify({ drawn: [T] })).put('lifecycle', batch('dispatched'), progress()),
      'lost were 91510802MA00000011, there ended none': () => new HandMade().store('published', `draws/${B}/1/transcript.json`, JSON.stringify({ drawn: [T] })).put('lifecycle', batch('dispatched'), form('noticed'), lossLine(), progress()),
      'drawn were 91510802MA00000011 91510802MA00000022, there are forms for 91510802MA00000011': () => new HandMade().store('published', `draws/${B}/1/transcript.json`, JSON.stringify({ drawn: [T], reserve: [{ stratum: 'A', ids: ['91510802MA00000022'] }] }))
        .put('lifecycle', batch('dispatched'), form('lost', { loss: { code: '05', on: '2026-04-02' } }), lossLine(), progress({ organised: 1, inspected: 1, entered: 1 })),
      'counts 1 organised, its forms say 0': () => new HandMade().store('published', `draws/${B}/1/transcript.json`, JSON.stringify({ drawn: [T] })).put('lifecycle', batch('dispatched'), form('noticed'), progress({ organised: 1 })),
      'was archived with 1 open': () => new HandMade().put('lifecycle', batch('archived', { reconciliation: { open: 1, receipts: {} } }), form('entered'), progress({ organised: 1, inspected: 1, entered: 1 })),
    },
  },
  'clocks-and-late-marks': {
    good: () => new HandMade().put('lifecycle', batch('dispatched')),
    bad: {
      'is 2026-04-06, should be 2026-04-09': () => new HandMade().put('lifecycle', batch('dispatched', { organiseBy: '2026-04-06' })),
      'organisedLate': () => new HandMade().put('lifecycle', batch('dispatched')).put('lifecycle', form('organised', { organisedOn: '2026-04-10', organisedLate: false })),
    },
  },
  'no-silent-deadline': {
    good: () => new HandMade().at('2026-04-04T10:00:00').put('lifecycle', batch('dispatched'), form('noticed')),
    bad: {
      'never heard of it': () => new HandMade().at('2026-04-12T10:00:00').put('lifecycle', batch('dispatched'), form('noticed')),
      'nobody was reminded': () => new HandMade().at('2026-04-09T10:00:00').put('lifecycle', batch('dispatched'), form('noticed')),
    },
  },
  'no-execution-stuck': {
    good: () => running({ active: [{ state: 'AwaitScheme', type: 'Task', dueAt: new HandMade().now }] }),
    bad: {
      'runs and is in no state': () => running({ active: [] }),
      'without a timer': () => running({ active: [{ state: 'AwaitScheme', type: 'Task' }] }),
      'failed by TypeError': () => running({ status: 'FAILED', error: 'TypeError', active: [] }),
    },
  },
  'sealed-stays-sealed': {
    good: () => sealedDraw().store('published', `draws/${B}/1/rows-0000.txt`, T).store('published', `draws/${B}/1/sealed.json`, '{}').put('publication', shown('sealed')),
    bad: {
      [`draws/${B}/1/transcript.json tells of ${B}#1 before 2026-06-08`]: () => sealedDraw().store('published', `draws/${B}/1/transcript.json`, JSON.stringify({ drawn: [T] })),
      [`RESULT#${B} ${T} tells of ${B}#1 before 2026-06-08`]: () => sealedDraw().put('publication', { pk: `RESULT#${B}`, sk: T, enterprise: { id: T } }),
      // In a place that has nothing to do with it, the secret of a party is enough.
      [`audit/heads/x.txt tells of ${B}#1 before 2026-06-08`]: () => sealedDraw().store('published', 'audit/heads/x.txt', 'a secret of the office'),
      [`${B}#1 was to be opened on 2026-06-08 and is not`]: () => sealedDraw().at('2026-06-09T10:00:00'),
      [`${B}#1 was opened without events.txt`]: () => ['sealed.json', 'transcript.json', 'fairness.json'].reduce((made, file) => made.store('published', `draws/${B}/1/${file}`, '{}'), sealedDraw({ openedAt: '2026-06-08T00:02:00+08:00' }).at('2026-06-09T10:00:00')),
    },
  },
  'sealed-stays-sealed, told by others': {
    good: () => lostToTheCap().store('published', 'draws/batch-2026-002/1/excluded.txt', '').store('published', 'draws/batch-2026-002/1/events.txt', `{"kind":"lost-target","target":"${T}","reason":"not-made"}\n`),
    bad: {
      [`excluded.txt tells of a visit to ${T} that only a sealed draw has planned`]: () => sealedAndCapped().store('published', 'draws/batch-2026-002/1/excluded.txt', `${T},O\n`),
      'events.txt says that the cap has kept somebody from a visit': () => lostToTheCap().store('published', 'draws/batch-2026-002/1/events.txt', '{"reason":"over-cap"}\n'),
      [`RESULT#batch-2026-002 ${T} says that the cap`]: () => lostToTheCap().put('publication', { pk: 'RESULT#batch-2026-002', sk: T, items: [{ result: '频次已满' }] }),
    },
  },
  'nothing-private-leaves': {
    good: entered,
    bad: {
      'RESULT#b 1 tells what is private': () => new HandMade().put('registry', { pk: 'INSPECTOR#01', sk: '0100001', private: { phone: '13900000001' }, version: 1 }).put('publication', { pk: 'RESULT#b', sk: '1', note: 'call 13900000001' }),
    },
  },
};
