import type { HttpAnswer } from '../http-api/api-answer.ts';
import type { StatesService } from '../states/service.ts';
import type { ExecutionDescription, ExecutionStatus } from '../states/types.ts';
import { statusText } from './catalogue.ts';
import { html, type Html } from './html.ts';
import { localTime } from './local-time.ts';
import { linkTo, page, type PageFrame } from './page.ts';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const satisfies readonly ExecutionStatus[];
const MOST_ROWS = 200;

/** State machines, what waits, and the executions that match the query's `machine` and `status`. */
export const executionList = (frame: PageFrame, states: StatesService): HttpAnswer => {
  const { texts, here } = frame;
  const machine = here.searchParams.get('machine') ?? '';
  const status = STATUSES.find((one) => one === here.searchParams.get('status'));
  const all = states.list();
  const shown = all.filter((execution) => (machine === '' || execution.stateMachineArn === machine) && (status === undefined || execution.status === status));
  return page(frame, texts.title, html`
<section aria-labelledby="machines"><h2 id="machines">${texts.machines}</h2>${machineTable(frame, states, all)}</section>
<section aria-labelledby="waits"><h2 id="waits">${texts.waits}</h2>${waitTable(frame, states, all)}</section>
<section aria-labelledby="executions"><h2 id="executions">${texts.executions} (${shown.length})</h2>${filterForm(frame, states, machine, status)}${executionTable(frame, shown)}</section>`);
};

const machineTable = (frame: PageFrame, states: StatesService, all: readonly ExecutionDescription[]): Html => {
  const { texts } = frame;
  const rows = states.stateMachines().map(({ stateMachineArn, name }) => {
    const own = all.filter((execution) => execution.stateMachineArn === stateMachineArn);
    const count = (...wanted: readonly ExecutionStatus[]): number => own.filter(({ status }) => wanted.includes(status)).length;
    return html`<tr><th scope="row"><a href="${linkTo(frame, { machine: stateMachineArn })}">${name}</a></th><td class="number">${count('RUNNING')}</td><td class="number">${count('SUCCEEDED')}</td><td class="number">${count('FAILED', 'TIMED_OUT', 'ABORTED')}</td><td class="number">${own.length}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${texts.name}</th><th scope="col" class="number">${texts.running}</th><th scope="col" class="number">${texts.succeeded}</th><th scope="col" class="number">${texts.failed}</th><th scope="col" class="number">${texts.total}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
};

const waitTable = (frame: PageFrame, states: StatesService, all: readonly ExecutionDescription[]): Html => {
  const { texts } = frame;
  const waits = all
    .filter(({ status }) => status === 'RUNNING')
    .flatMap((execution) => states.active(execution.executionArn).map((state) => ({ execution, state })))
    .sort((a, b) => (a.state.dueMs ?? Infinity) - (b.state.dueMs ?? Infinity) || a.state.enteredMs - b.state.enteredMs);
  if (waits.length === 0) return html`<p>${texts.noWaits}</p>`;
  const rows = waits.slice(0, MOST_ROWS).map(({ execution, state }) => html`<tr><td>${executionLink(frame, execution)}</td><td>${state.state}${state.taskToken !== null && html` <span class="RUNNING nowrap">(${texts.waitsForAnswer})</span>`}</td><td><time>${localTime(state.enteredMs)}</time></td><td><time>${localTime(state.dueMs)}</time></td></tr>`);
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${texts.name}</th><th scope="col">${texts.step}</th><th scope="col">${texts.since}</th><th scope="col">${texts.next}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
};

const filterForm = ({ texts, language }: PageFrame, states: StatesService, machine: string, status: ExecutionStatus | undefined): Html => {
  const option = (value: string, text: string, chosen: boolean): Html => html`<option value="${value}"${chosen && html` selected`}>${text}</option>`;
  return html`<form class="filter" method="get" action="/_local/executions">${language === 'en' && html`<input type="hidden" name="lang" value="en">`}
<label>${texts.machine}<select name="machine">${option('', texts.all, machine === '')}${states.stateMachines().map(({ stateMachineArn, name }) => option(stateMachineArn, name, stateMachineArn === machine))}</select></label>
<label>${texts.status}<select name="status">${option('', texts.all, status === undefined)}${STATUSES.map((one) => option(one, statusText(one, language), one === status))}</select></label>
<button>${texts.filter}</button></form>`;
};

const executionTable = (frame: PageFrame, shown: readonly ExecutionDescription[]): Html => {
  const { texts, language } = frame;
  if (shown.length === 0) return html`<p>${texts.noExecutions}</p>`;
  const rows = shown.slice(0, MOST_ROWS).map((execution) => html`<tr><td>${executionLink(frame, execution)}</td><td class="nowrap ${execution.status}">${statusText(execution.status, language)}</td><td><time>${localTime(execution.startMs)}</time></td><td><time>${localTime(execution.stopMs)}</time></td></tr>`);
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${texts.name}</th><th scope="col">${texts.status}</th><th scope="col">${texts.started}</th><th scope="col">${texts.ended}</th></tr></thead><tbody>${rows}</tbody></table></div>${shown.length > MOST_ROWS && html`<p>${texts.showing} ${MOST_ROWS} / ${shown.length}</p>`}`;
};

const executionLink = (frame: PageFrame, { executionArn, name }: ExecutionDescription): Html =>
  html`<a href="${linkTo(frame, { arn: executionArn }, '/_local/executions/one')}">${name}</a>`;
