import type { Problem } from '../../shared/api/problem.ts';

/** An answer nobody foresaw. The rehearsal ends with it: a city that shrugs would prove nothing. */
export class Unexpected extends Error {
  constructor(what: string, { status, problem }: { readonly status: number; readonly problem: Partial<Problem> | undefined }) {
    const errors = (problem?.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer} ${detail}`).join('');
    super(`${what} → ${status} ${problem?.code ?? ''} ${problem?.title ?? JSON.stringify(problem ?? '')}${errors}`);
    this.name = 'Unexpected';
  }
}
