import type { Proposal } from './proposal.ts';

/** Departments that must submit and have nothing submitted, by code (GY-6). What was returned or merged was submitted once; what was withdrawn was taken back. */
export const missingDepartments = (required: readonly string[], proposals: readonly Proposal[]): readonly string[] => {
  const submitted = new Set(proposals.filter(({ stage }) => stage !== 'draft' && stage !== 'withdrawn').map(({ department }) => department));
  return required.filter((code) => !submitted.has(code)).sort();
};
