import type { Attempt } from './hand.ts';
import type { Scene } from './scene.ts';

/** Sends at once what contradicts each other: one at most is carried out. */
export const exactlyOne = async ({ hand, object }: Pick<Scene, 'hand' | 'object'>, what: string, attempts: readonly Attempt[]): Promise<void> => {
  const answers = await hand.atOnce(attempts);
  if (answers.filter(({ ok }) => ok).length > 1) object('one-of-two-is-refused', what);
};
