import type { AwaitItem } from './await-store.ts';
import type { OpenWait } from './await-item.ts';
import type { Judgement } from './judgement.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { WAITS } from './waits.ts';
import type { WaitName } from './wait-name.ts';

/** The wait as it stands: since when and what was told as before, from whom and until when as the truth says now. */
export const waitState = (
  { act }: Pick<LifecycleContext, 'act'>,
  { subject, wait, judgement }: { readonly subject: string; readonly wait: WaitName; readonly judgement: Extract<Judgement, { decided: false }> },
  before: AwaitItem | undefined,
): OpenWait => ({
  subject,
  wait,
  from: [...judgement.from],
  due: judgement.due,
  ...(judgement.provisional ? { provisional: true } : {}),
  clause: WAITS[wait].clause,
  execution: before?.execution ?? (act.actor.kind === 'step' ? act.actor.execution : ''),
  since: before?.since ?? act.now,
  told: before?.told ?? {},
});
