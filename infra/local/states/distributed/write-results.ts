import { isObject } from '../definition.ts';
import type { Execution } from '../run/execution.ts';
import { callIntegration, type Callers } from '../tasks/perform.ts';
import type { Json, JsonObject } from '../types.ts';

/** Writes what the child executions ended with: one file per status under `folder`, and the manifest that names them. */
export const writeResults = async (callers: Callers, execution: Execution, job: Json): Promise<{ ok: true } | { ok: false; cause: string }> => {
  if (!isObject(job) || !Array.isArray(job.results)) throw new Error('not a job of the result writer');
  const { Bucket = null, folder, mapRunArn = null } = job;
  const files: Record<string, Json[]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  const put = (key: string, body: Json): Promise<{ ok: true; result: Json } | { ok: false; error: string | null; cause: string | null }> =>
    callIntegration(callers, execution, 's3:putObject', { Bucket, Key: `${String(folder)}/${key}`, Body: JSON.stringify(body) });
  for (const status of Object.keys(files)) {
    const results = job.results.filter((result) => isObject(result) && (result.Status === status || (status === 'FAILED' && result.Status === 'ABORTED')));
    if (results.length === 0) continue;
    const key = `${status}_0.json`;
    const outcome = await put(key, results);
    if (!outcome.ok) return { ok: false, cause: outcome.cause ?? 'The results could not be written' };
    files[status] = [{ Key: `${String(folder)}/${key}`, Size: Buffer.byteLength(JSON.stringify(results)) }];
  }
  const manifest: JsonObject = { DestinationBucket: Bucket, MapRunArn: mapRunArn, ResultFiles: files };
  const outcome = await put('manifest.json', manifest);
  return outcome.ok ? { ok: true } : { ok: false, cause: outcome.cause ?? 'The manifest could not be written' };
};
