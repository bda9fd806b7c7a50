import type { StepReport } from './report.ts';

/** What a verifier is doing: reading a file (`of` its size, where the server says it), or done with a step. */
export type Progress =
  | { readonly doing: 'reading'; readonly file: string; readonly bytes: number; readonly of: number | null }
  | { readonly doing: 'checked'; readonly step: StepReport };

/** Is told what goes on, as it goes on. */
export type Watch = (progress: Progress) => void;
