/** `batch/close-commitments` → `BatchCloseCommitments`: the logical name of a function's construct. */
export const constructId = (entry: string): string =>
  entry.split(/[/-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** `batch/close-commitments` → `closeCommitments`: the name a workflow knows its step by. */
export const lowerCamel = (entry: string): string => {
  const id = constructId(entry.slice(entry.indexOf('/') + 1));
  return id.charAt(0).toLowerCase() + id.slice(1);
};
