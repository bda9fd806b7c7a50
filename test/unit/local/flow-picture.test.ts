import { describe, expect, test } from 'vitest';
import { html } from '../../../infra/local/admin/html.ts';
import { bySteps, flowGraph } from '../../../infra/local/admin/graph/flow-graph.ts';
import { layoutOf } from '../../../infra/local/admin/graph/layout.ts';
import { picture } from '../../../infra/local/admin/graph/picture.ts';
import { standingIn, visitedStates } from '../../../infra/local/admin/visited-states.ts';
import type { HistoryEvent } from '../../../infra/local/states/types.ts';

const DEFINITION = JSON.stringify({
  StartAt: 'Where',
  States: {
    Remind: { Type: 'Task', Next: 'Await' },
    Where: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Publish' }], Default: 'Await' },
    Await: { Type: 'Task', Next: 'Publish', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Remind' }] },
    Publish: { Type: 'Task', End: true },
  },
});
const event = (id: number, type: string, name?: string): HistoryEvent => ({ id, previousEventId: id - 1, timestampMs: id * 1000, type, detailField: null, detail: name === undefined ? null : { name } });

describe('the picture of a flow', () => {
  test('puts each state below those that lead to it, and knows the ways back', () => {
    const { placed, back, ranks } = layoutOf(flowGraph(DEFINITION));
    expect([...placed.values()].map(({ name, rank, column }) => `${name} ${rank}.${column}`).sort()).toEqual(['Await 1.0', 'Publish 2.0', 'Remind 2.1', 'Where 0.0']);
    expect(back).toEqual([{ from: 'Remind', to: 'Await', kind: 'next' }]);
    expect(ranks).toBe(3);
  });

  test('draws the parts of a step as one', () => {
    const States = { A: { Type: 'Pass', Next: 'Wait: look' }, 'Wait: look': { Type: 'Task', Next: 'Wait' }, Wait: { Type: 'Choice', Choices: [{ Next: 'B' }], Default: 'Wait: look' }, B: { Type: 'Succeed' } };
    expect(bySteps(flowGraph(JSON.stringify({ StartAt: 'A', States })))).toEqual({
      start: 'A',
      states: [{ name: 'A', type: 'Pass' }, { name: 'Wait', type: 'Choice' }, { name: 'B', type: 'Succeed' }],
      edges: [{ from: 'A', to: 'Wait', kind: 'next' }, { from: 'Wait', to: 'B', kind: 'next' }],
    });
  });

  test('marks states by sign as well as by colour, and escapes their names', () => {
    const graph = flowGraph(JSON.stringify({ StartAt: '<a>', States: { '<a>': { Type: 'Pass', End: true } } }));
    const { markup } = picture(graph, () => 'failed', 'a "picture"');
    expect(markup).toContain('✗ &lt;a&gt;');
    expect(markup).toContain('aria-label="a &quot;picture&quot;"');
    expect(markup).not.toContain('<a>');
  });
});

describe('visited states', () => {
  const history = [
    event(1, 'ExecutionStarted'), event(2, 'ChoiceStateEntered', 'Where'), event(3, 'ChoiceStateExited', 'Where'), event(4, 'TaskStateEntered', 'Await'),
    event(5, 'TaskStateExited', 'Await'), event(6, 'TaskStateEntered', 'Await'),
  ];

  test('come in the order of their first entry, with how often they were entered', () => {
    expect(visitedStates(history)).toEqual([
      { name: 'Where', firstMs: 2000, lastMs: 2000, times: 1, isOpen: false },
      { name: 'Await', firstMs: 4000, lastMs: 6000, times: 2, isOpen: true },
    ]);
  });

  test('stand as done, current, failed or not reached', () => {
    const visited = visitedStates(history);
    expect(['Where', 'Await', 'Publish'].map(standingIn(visited, true))).toEqual(['done', 'current', 'unreached']);
    expect(standingIn(visited, false)('Await')).toBe('failed');
  });
});

test('markup escapes what is put into it, unless it is markup', () => {
  expect(html`<p title="${'"&'}">${['<', html`<b>${1}</b>`, null, false]}</p>`.markup).toBe('<p title="&quot;&amp;">&lt;<b>1</b></p>');
});
