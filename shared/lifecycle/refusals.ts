import type { RefusalCatalogue } from '../kernel/refusal.ts';

/** What the workflows and those who look after them may be refused. */
export const lifecycleRefusals = {
  superseded: { status: 409, zh: '流程实例 {execution} 已由 {latest} 接续。', en: 'Execution {execution} has been succeeded by {latest}.' },
  'execution-not-latest': { status: 409, zh: '{name} 已由 {latest} 接续，请处理后者。', en: '{name} has been succeeded by {latest}; repair that one.' },
  'execution-running': { status: 409, zh: '{name} 仍在运行，无需接续；如确需重来，请先停止它。', en: '{name} is running; stop it first if it really must be replaced.' },
  'execution-succeeded': { status: 409, zh: '{name} 已正常结束，无可接续。', en: '{name} has ended well; there is nothing to go on with.' },
} as const satisfies RefusalCatalogue;
