/** The batch's results for programs. */
export const RESULTS_JSON = 'results.json';
/** The batch's results as a notice for people. */
export const RESULTS_NOTICE = 'notice.html';

/** Where a file of a batch's results lies in the publication bucket. */
export const resultsFile = (batchId: string, file: string): string => `results/${batchId}/${file}`;
