import { FORM_STAGES, type Form, type FormStage } from './form.ts';

/** By how much a change of one form moves its batch's count. */
export interface ProgressStep {
  readonly organised: number;
  readonly inspected: number;
  readonly entered: number;
  readonly exempt: number;
  readonly pending: number;
  /** Targets called in. */
  readonly drawn?: number;
}

/** The step from `before` to `after`. */
export const progressStep = (before: Form, after: Form): ProgressStep => ({
  organised: newly(before, after, 'organised'),
  inspected: newly(before, after, 'inspected'),
  entered: newly(before, after, 'entered'),
  exempt: newly(before, after, 'exempt'),
  pending: Number(isPending(after)) - Number(isPending(before)),
});

/** True while a request for non-disclosure waits for the head (GY-22). */
export const isPending = ({ nonDisclosure }: Form): boolean => nonDisclosure !== undefined && nonDisclosure.decision === undefined;

/** True if `stage` is `reference` or later; `published`, `exempt` and `lost` are all beyond `entered`: of a lost target nothing is awaited any more. */
export const formHasReached = (stage: FormStage, reference: FormStage): boolean =>
  reference === 'exempt' || reference === 'published' || reference === 'lost' ? stage === reference : FORM_STAGES.indexOf(stage) >= FORM_STAGES.indexOf(reference);

const newly = (before: Form, after: Form, stage: FormStage): number =>
  Number(formHasReached(after.stage, stage)) - Number(formHasReached(before.stage, stage));
