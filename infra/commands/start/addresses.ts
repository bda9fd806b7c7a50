import type { Machine } from '../../local/machine.ts';
import type { Summary } from '../../rehearsal/summary/summary.ts';

/** Where to look now, for a stranger. */
export const addressesText = ({ url, administrator }: Pick<Machine, 'url' | 'administrator'>, summary: Summary | undefined): string => {
  const draw = summary?.batches[0];
  return [
    '继续提供服务，按 Ctrl+C 停止 Serving; Ctrl+C ends it',
    `  公众 the public            ${url}/`,
    `  管理员 administrators      ${url}/_local/`,
    `  接口 API                   ${url}/v1/…`,
    `  流程 executions            AWS_ACCESS_KEY_ID=${administrator.accessKeyId} AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey} AWS_REGION=us-east-1 \\`,
    `                             aws stepfunctions list-state-machines --endpoint-url ${url}`,
    ...(draw === undefined ? [] : [`  核验 verify a draw          npm run verify -- ${url}/public/draws/${draw.batchId}/${draw.attempts}/`]),
  ].join('\n');
};
