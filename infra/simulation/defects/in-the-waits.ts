import { defect, type Defect } from './defect.ts';

/** Mistakes in what is awaited. */
export const IN_THE_WAITS: readonly Defect[] = [
  defect('no-reminder', 'GY-6', 'reminders are not sent', 'shared/lifecycle/messages.ts', 'return missed.length === 0 || from.length === 0 ? []', 'return missed.length >= 0 || from.length === 0 ? []'),
  defect('no-escalation', 'GY-8', 'what is overdue is told to nobody above', 'shared/lifecycle/messages.ts', "escalateTo.length === 0 || 'escalate' in told ? []", "escalateTo.length === 0 || told !== undefined ? []"),
  defect('escalation-unwritten', 'GY-8', 'that a deadline was missed is not written on the thing', 'shared/lifecycle/look.ts', '...letters, ...recorded],', '...letters],'),
  defect('timeout-decides', 'GY-8', 'a wait that times out is taken for decided', 'infra/constructs/await.ts', "waiting.addCatch(looking, { errors: ['States.Timeout'], assign: COUNT_EVENTS });", "waiting.addCatch(decided, { errors: ['States.Timeout'] });"),
  defect('sleeps-on', 'GY-8', 'a wait sleeps until it is woken, and looks at no clock', 'infra/constructs/await.ts', "taskTimeout: Timeout.jsonata('{% $timeout %}'),", "taskTimeout: Timeout.jsonata('{% 25920000 %}'),"),
  defect('awake-too-soon', 'GY-15', 'a batch goes on when one of its inspections is organised', 'shared/inspection/progress.ts', 'drawn > 0 && organised >= drawn;', 'drawn > 0 && organised >= 1;'),
];
