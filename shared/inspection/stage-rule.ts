import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Form, FormIn, FormStage } from './form.ts';

/** The form, known to be in one of `stages`; refused with `form-not-in-stage` otherwise. */
export const inStage = <S extends FormStage>(form: Form, ...stages: readonly S[]): Result<FormIn<S>, Refusal<'form-not-in-stage'>> =>
  (stages as readonly FormStage[]).includes(form.stage) ? ok(form as FormIn<S>) : refuse('form-not-in-stage', { facts: { stage: form.stage } });
