import type { HttpAnswer } from '../http-api/api-answer.ts';
import type { StatesService } from '../states/service.ts';
import type { ActiveState, ExecutionDescription, HistoryEvent } from '../states/types.ts';
import { statusText } from './catalogue.ts';
import { bySteps, flowGraph } from './graph/flow-graph.ts';
import { picture } from './graph/picture.ts';
import { html, type Html } from './html.ts';
import { localTime } from './local-time.ts';
import { linkTo, page, type PageFrame } from './page.ts';
import { standingIn, visitedStates, type VisitedState } from './visited-states.ts';

const EVENTS_PER_PAGE = 200;

/** One execution: where it stands, what it waits for, its picture, its way and its history. 404 if there is no such one. */
export const executionPage = (frame: PageFrame, states: StatesService): HttpAnswer => {
  const { texts, here } = frame;
  const arn = here.searchParams.get('arn') ?? '';
  const execution = states.list().find(({ executionArn }) => executionArn === arn);
  if (execution === undefined) return page(frame, texts.notFound, html`<p><a href="${linkTo(frame, {})}">${texts.back}</a></p>`, 404);
  const history = states.history(arn);
  const visited = visitedStates(history);
  const graph = bySteps(flowGraph(states.describeStateMachine(execution.stateMachineArn).definition));
  return page(frame, execution.name, html`
<p><a href="${linkTo(frame, {})}">← ${texts.back}</a></p>
<section>${facts(frame, execution)}</section>
${execution.status === 'RUNNING' && html`<section aria-labelledby="waits"><h2 id="waits">${texts.waits}</h2>${waits(frame, states.active(arn))}</section>`}
<section aria-labelledby="picture"><h2 id="picture">${texts.picture}</h2><p>${texts.pictureHint}</p><div class="scroll" tabindex="0" role="region" aria-labelledby="picture">${picture(graph, standingIn(visited, execution.status === 'RUNNING'), `${texts.picture}: ${execution.name}`)}</div></section>
<section aria-labelledby="path"><h2 id="path">${texts.path}</h2>${path(frame, visited, execution.status === 'RUNNING')}</section>
<section aria-labelledby="history"><h2 id="history">${texts.history} (${history.length})</h2>${historyTable(frame, arn, history)}</section>`);
};

const facts = ({ texts, language }: PageFrame, execution: ExecutionDescription): Html => html`<dl>
<dt>${texts.status}</dt><dd class="${execution.status}">${statusText(execution.status, language)}</dd>
<dt>${texts.machine}</dt><dd>${execution.stateMachineArn.split(':').pop()}</dd>
<dt>${texts.started}</dt><dd><time>${localTime(execution.startMs)}</time></dd>
<dt>${texts.ended}</dt><dd><time>${localTime(execution.stopMs)}</time></dd>
${execution.error !== null && html`<dt>${texts.error}</dt><dd class="FAILED">${execution.error}</dd>`}
${execution.cause !== null && html`<dt>${texts.cause}</dt><dd>${execution.cause}</dd>`}
<dt>${texts.input}</dt><dd>${json(execution.input)}</dd>
${execution.output !== null && html`<dt>${texts.output}</dt><dd>${json(execution.output)}</dd>`}</dl>`;

const waits = ({ texts }: PageFrame, active: readonly ActiveState[]): Html => {
  if (active.length === 0) return html`<p>${texts.noWaits}</p>`;
  const rows = active.map((state) => html`<tr><td>${state.state}${state.taskToken !== null && html` <span class="RUNNING nowrap">(${texts.waitsForAnswer})</span>`}</td><td><time>${localTime(state.enteredMs)}</time></td><td><time>${localTime(state.dueMs)}</time></td></tr>`);
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${texts.step}</th><th scope="col">${texts.since}</th><th scope="col">${texts.next}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
};

const path = ({ texts }: PageFrame, visited: readonly VisitedState[], isRunning: boolean): Html => {
  const rows = visited.map((state) => html`<tr><td>${!state.isOpen ? '✓' : isRunning ? '●' : '✗'} ${state.name}</td><td class="number">${state.times}</td><td><time>${localTime(state.firstMs)}</time></td></tr>`);
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${texts.step}</th><th scope="col" class="number">${texts.visits}</th><th scope="col">${texts.firstEntered}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
};

const historyTable = (frame: PageFrame, arn: string, history: readonly HistoryEvent[]): Html => {
  const { texts, here } = frame;
  const newestFirst = history.toReversed();
  const number = Math.max(Number.parseInt(here.searchParams.get('page') ?? '1', 10) || 1, 1);
  const shown = newestFirst.slice((number - 1) * EVENTS_PER_PAGE, number * EVENTS_PER_PAGE);
  const rows = shown.map((event) => html`<tr><td class="number">${event.id}</td><td><time>${localTime(event.timestampMs)}</time></td><td>${event.type}</td><td>${eventDetail(event, texts.details)}</td></tr>`);
  const link = (to: number, text: string): Html => html`<a href="${linkTo(frame, { arn, page: String(to) }, '/_local/executions/one')}#history">${text}</a>`;
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col" class="number">#</th><th scope="col">${texts.time}</th><th scope="col">${texts.event}</th><th scope="col">${texts.details}</th></tr></thead><tbody>${rows}</tbody></table></div>
<nav class="pages" aria-label="${texts.history}">${number > 1 && link(number - 1, texts.newer)}${number * EVENTS_PER_PAGE < history.length && link(number + 1, texts.older)}</nav>`;
};

const eventDetail = ({ detail }: HistoryEvent, label: string): Html | null => {
  if (detail === null || Object.keys(detail).length === 0) return null;
  const { name, error } = detail;
  return html`<details><summary>${typeof name === 'string' ? name : typeof error === 'string' ? error : label}</summary>${json(JSON.stringify(detail))}</details>`;
};

const json = (text: string): Html => html`<pre>${pretty(text)}</pre>`;

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};
