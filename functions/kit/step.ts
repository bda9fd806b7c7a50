import middy from '@middy/core';
import type * as z from 'zod';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { profile, stores, type Context } from './context.ts';
import { log } from './log.ts';
import { nowOfTask } from './now.ts';

/** What every state hands its step beside the step's own input. */
export interface TaskEnvelope {
  /** The execution's name: `batch-2026-003`. */
  readonly execution: string;
  /** When the state was entered, ISO 8601. */
  readonly now: string;
}

/**
 * The Lambda handler of one workflow step. Its input is the envelope and the members of `input`; its answer goes into the workflow.
 * A refusal is thrown with its code as error name, so that the state machine can catch it by that name.
 */
export const step = <Input extends z.ZodType, Answer>(
  name: string,
  input: Input,
  run: (input: z.output<Input>, context: Context) => Promise<Result<Answer, Refusal>>,
) =>
  middy<TaskEnvelope & Record<string, unknown>>().handler(async (event) => {
    const { id, version } = profile();
    const act = {
      now: nowOfTask(event),
      actor: { kind: 'step', execution: event.execution, step: name },
      profile: { id, version },
    } as const;
    const result = await run(input.parse(event), { stores: stores(), profile: profile(), act });
    if (result.ok) return result.value;
    log.warn('a step was refused', { step: name, refusal: result.error });
    throw named(result.error);
  });

const named = (refusal: Refusal): Error => {
  const error = new Error(JSON.stringify(refusal.facts ?? {}));
  error.name = refusal.code;
  return error;
};
