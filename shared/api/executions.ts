import * as z from 'zod';
import { openWait } from '../lifecycle/await-item.ts';
import { succession } from '../lifecycle/succession.ts';
import { endpoint } from './define.ts';
import { pageOf } from './page.ts';

const status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);
const workflow = z.enum(['plan-year', 'batch']);
const execution = z.object({ name: z.string(), workflow, status: z.string(), startedAt: z.string().optional(), stoppedAt: z.string().optional() });

export const listExecutions = endpoint({
  name: 'listExecutions',
  method: 'GET',
  path: '/v1/executions',
  action: 'execution.read',
  summary: { zh: '列出流程实例', en: 'The workflows’ executions' },
  query: z.object({ workflow, status: status.optional(), cursor: z.string().optional() }),
  answer: pageOf(execution),
});

export const getExecution = endpoint({
  name: 'getExecution',
  method: 'GET',
  path: '/v1/executions/{name}',
  action: 'execution.read',
  summary: { zh: '查看流程实例及其历史', en: 'One execution with a page of its history' },
  params: z.object({ name: z.string().regex(/^(plan|batch)-[A-Za-z0-9-]{1,75}$/) }),
  query: z.object({ cursor: z.string().optional() }),
  answer: execution.extend({
    input: z.unknown().optional(),
    output: z.unknown().optional(),
    error: z.string().optional(),
    cause: z.string().optional(),
    events: z.array(z.object({ id: z.int(), type: z.string(), state: z.string().optional(), at: z.string() })),
    cursor: z.string().optional(),
  }),
});

export const resumeExecution = endpoint({
  name: 'resumeExecution',
  method: 'POST',
  path: '/v1/executions/{name}/resume',
  action: 'execution.resume',
  summary: { zh: '为失败、超时或被停止的流程实例启动接续实例，从档案所处环节继续', en: 'Start the successor of an execution that failed, timed out or was stopped; it goes on where the record stands' },
  params: z.object({ name: z.string().regex(/^(plan|batch)-[A-Za-z0-9-]{1,75}$/) }),
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  answer: succession,
  status: 202,
});

export const listWaits = endpoint({
  name: 'listWaits',
  method: 'GET',
  path: '/v1/waits',
  action: 'execution.read',
  summary: { zh: '所有等待中的事项：等谁、等到何时', en: 'Every open wait: from whom, until when' },
  answer: pageOf(openWait),
});
