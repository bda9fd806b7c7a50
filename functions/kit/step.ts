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
 * A refusal is thrown with its code as error name, so that the state machine can catch it by that name; everything else as {@link INTERRUPTED}.
 */
export const step = <Input extends z.ZodType, Answer>(
  name: string,
  input: Input,
  run: (input: z.output<Input>, context: Context) => Promise<Result<Answer, Refusal>>,
) =>
  middy<TaskEnvelope & Record<string, unknown>>().handler(async (event) => {
    const { id, version } = profile();
    const parsed = input.parse(event);
    const act = {
      now: nowOfTask(event),
      actor: { kind: 'step', execution: event.execution, step: name },
      profile: { id, version },
    } as const;
    const result = await uninterrupted(name, () => run(parsed, { stores: stores(), profile: profile(), act }));
    if (result.ok) return result.value;
    log.warn('a step was refused', { step: name, refusal: result.error });
    throw named(result.error);
  });

/** The error of a step that did not come to its end: a service did not answer, another run of the same step was in its way. The workflow runs it again. */
export const INTERRUPTED = 'step-interrupted';

const uninterrupted = async <T>(step: string, run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    // A missing grant is no outage but a wrong deployment, and must not hide behind repetitions.
    if (!(error instanceof Error) || error.name.startsWith('AccessDenied')) throw error;
    log.error('a step was interrupted', { step, error });
    throw Object.assign(new Error(`${error.name}: ${error.message}`, { cause: error }), { name: INTERRUPTED });
  }
};

const named = (refusal: Refusal): Error => {
  const error = new Error(JSON.stringify(refusal.facts ?? {}));
  error.name = refusal.code;
  return error;
};
