import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';

/**
 * All rows judged, or one refusal: with the code of the first row refused, and a pointer for every row refused for whatever reason,
 * its detail naming the reason and the row's id.
 */
export const judgeRows = <Row, Judged>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  judge: (row: Row) => Result<Judged, Refusal>,
): Result<readonly { readonly id: string; readonly pointer: string; readonly value: Judged }[], Refusal> => {
  const judged: { id: string; pointer: string; value: Judged }[] = [];
  const refused: { refusal: Refusal; pointer: string; id: string }[] = [];
  for (const [at, row] of rows.entries()) {
    const result = judge(row);
    const pointer = `/rows/${at}`;
    if (result.ok) judged.push({ id: idOf(row), pointer, value: result.value });
    else refused.push({ refusal: result.error, pointer: `${pointer}${result.error.pointer ?? ''}`, id: idOf(row) });
  }
  const [first] = refused;
  if (first === undefined) return ok(judged);
  return refuse(first.refusal.code, {
    ...(first.refusal.facts === undefined ? {} : { facts: first.refusal.facts }),
    errors: refused.map(({ refusal, pointer, id }) => ({ pointer, detail: `${refusal.code}: ${id}` })),
  });
};
