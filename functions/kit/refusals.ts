import { calendarRefusals } from '../../shared/calendar/refusals.ts';
import { drawRefusals } from '../../shared/draw/record/refusals.ts';
import { inspectionRefusals } from '../../shared/inspection/refusals.ts';
import type { RefusalCatalogue } from '../../shared/kernel/refusal.ts';
import { lifecycleRefusals } from '../../shared/lifecycle/refusals.ts';
import { planRefusals } from '../../shared/plan/refusals.ts';
import { publicationRefusals } from '../../shared/publication/refusals.ts';
import { registryRefusals } from '../../shared/registry/refusals.ts';

/** What the API itself refuses, whatever the concept. */
const apiRefusals = {
  'not-authenticated': { status: 403, zh: '身份令牌中没有用户标识，请重新登录。', en: 'The token names nobody. Sign in again.' },
  'not-permitted': { status: 403, clause: 'GY-24', zh: '您的角色不能进行此操作（{action}）。', en: 'Your role may not do this ({action}).' },
  'not-own-department': { status: 403, clause: 'GY-24', zh: '只能处理本部门的事务（{department}）。', en: 'This belongs to another department ({department}).' },
  'not-found': { status: 404, zh: '没有找到：{what}。', en: 'Not found: {what}.' },
  'route-unknown': { status: 404, zh: '没有这个接口地址或方法。', en: 'There is no such route or method.' },
  'body-not-json': { status: 400, zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'input-invalid': { status: 422, zh: '提交的内容不完整或格式不对，请按列出的各项改正。', en: 'The input is incomplete or malformed; correct the members listed.' },
  'if-match-required': { status: 428, zh: '请在 If-Match 中注明您所依据的版本。', en: 'Name the version you decided on in If-Match.' },
  'version-outdated': { status: 412, zh: '您依据的是第 {yours} 版，现在已是第 {current} 版。请重新读取后再提交。', en: 'You decided on version {yours}; it is now version {current}. Read it again.' },
  'changed-meanwhile': { status: 409, zh: '该记录刚被他人更改，您的操作没有执行。请重新读取后再试。', en: 'Somebody else changed this first; nothing was done. Read it again and retry.' },
  'already-done': { status: 409, zh: '同一操作正在执行，请稍后查询结果。', en: 'The same command is being carried out; ask for its result in a moment.' },
  'idempotency-key-reused': { status: 422, zh: '该 Idempotency-Key 已用于另一个请求。', en: 'This Idempotency-Key was used for another request.' },
  'internal-error': { status: 500, zh: '系统内部错误，操作没有执行，请稍后重试；编号 {requestId}。', en: 'An internal error; nothing was done. Try again later; reference {requestId}.' },
} as const satisfies RefusalCatalogue;

/** Every refusal the API can answer, by code. Each concept brings its own. */
export const REFUSALS = {
  ...apiRefusals,
  ...planRefusals,
  ...calendarRefusals,
  ...registryRefusals,
  ...drawRefusals,
  ...inspectionRefusals,
  ...publicationRefusals,
  ...lifecycleRefusals,
} as const satisfies RefusalCatalogue;
