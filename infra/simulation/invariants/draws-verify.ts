import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import { isSealed } from '../../../shared/draw/record/sealing.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { stepStatus } from '../../../shared/lottery/verifier/report.ts';
import { verifyDraw } from '../../../shared/lottery/verifier/verify.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant } from './invariant.ts';
import { attemptsIn, batchIn } from './stored.ts';

/** Every draw that is published, void ones too, is what its inputs, its people's messages and keys make of it: the verifier follows it from end to end (BY-1). */
export const drawsVerify: Invariant = {
  id: 'draws-verify',
  clauses: ['BY-1', 'BY-2', 'BY-4', 'GY-12'],
  en: 'Every published draw is recomputed from its rows, messages and keys, with the witness files, and is the same; its events end where the audit trail says.',
  watch: () => {
    const verified = new Map<string, string>();
    return async ({ record }, { items, objects }) => {
      const breaks: string[] = [];
      const events = objects.flatMap(({ bucket, version: { key } }) => (bucket === 'published' && key.endsWith('/events.txt') ? [key.split('/')] : []));
      const ended = items.flatMap(({ pk, sk, after }) =>
        sk.startsWith('ATTEMPT#') && (after?.['stage'] === 'published' || after?.['stage'] === 'void') ? [['draws', pk.slice('BATCH#'.length), String(Number(sk.slice('ATTEMPT#'.length)))]] : []);
      for (const [, batchId = '', drawNo = ''] of [...ended, ...events]) {
        const attempt = attemptsIn(record, batchId).find((one) => one.drawNo === Number(drawNo));
        if (attempt?.stage !== 'published' && attempt?.stage !== 'void') continue;
        const state = `${attempt.stage} ${isSealed(attempt) ? 'sealed ' : ''}${record.buckets.published.get(`draws/${batchId}/${drawNo}/events.txt`)?.versionId ?? ''}`;
        if (verified.get(`${batchId}/${drawNo}`) === state) continue;
        verified.set(`${batchId}/${drawNo}`, state);
        breaks.push(...(await failures(record, batchId, Number(drawNo), attempt.stage === 'published' ? headInTrail(record, batchId) : undefined)), ...asRecorded(record, batchId, attempt));
      }
      return breaks;
    };
  },
};

const failures = async (record: WorldRecord, batchId: string, drawNo: number, head: string | undefined): Promise<readonly string[]> => {
  const folder = `${batchId}/${drawNo}`;
  const read = async (path: string): Promise<Uint8Array | null> => {
    const [no, file] = path.startsWith('../') ? [path.split('/')[1] ?? '', path.split('/').slice(2).join('/')] : [String(drawNo), path];
    const isWitness = file.startsWith('witness/');
    // A witness lays what the record keeps as rows into a folder of its own, since of a blinded directory nobody else has them.
    const kept = file.startsWith('witness/rows-') ? file.slice('witness/'.length) : file;
    return record.buckets[isWitness ? 'snapshots' : 'published'].get(isWitness ? `${batchId}/${no}/${kept}` : `draws/${batchId}/${no}/${file}`)?.body ?? null;
  };
  const report = await verifyDraw(nodeCrypto, { where: folder, read }, [], undefined, head);
  const unread = report.steps.flatMap(({ step, findings }) => (step === 3 ? findings : [])).filter(({ status }) => status === 'UNCHECKED').map(({ what }) => `draw ${folder} cannot be checked by its witnesses: ${what}`);
  const failed = report.steps
    .filter((step) => stepStatus(step) === 'FAIL')
    .flatMap(({ step, findings }) => findings.flatMap((finding) => (finding.status === 'FAIL' ? [`draw ${folder} fails at step ${step}: ${finding.what}: ${finding.evidence}`] : [])));
  return [...unread, ...failed];
};

/** The hash that the audit trail has of the last line of a batch's events; undefined where it has none. */
const headInTrail = (record: WorldRecord, batchId: string): string | undefined =>
  record.tables.lifecycle
    .partition(`AUDIT#batch/${batchId}`, 'E#')
    .flatMap(({ after, detail }) => [...((detail as { readonly lines?: readonly Told[] } | undefined)?.lines ?? []), ...(Array.isArray(after) ? (after as readonly Told[]) : [])])
    .sort((a, b) => a.line.seq - b.line.seq)
    .at(-1)?.hash;

interface Told {
  readonly line: { readonly seq: number };
  readonly hash: string;
}

// The record, the list of draws and the files tell the same.
const asRecorded = (record: WorldRecord, batchId: string, attempt: Attempt): readonly string[] => {
  const where = `${batchId}#${attempt.drawNo}`;
  const text = (file: string): string => Buffer.from(record.buckets.published.get(`draws/${batchId}/${attempt.drawNo}/${file}`)?.body ?? []).toString();
  const batch = batchIn(record, batchId);
  if (attempt.stage !== 'published' || isSealed(attempt) || batch === undefined || !('drawnCount' in batch)) return [];
  const transcript = JSON.parse(text('transcript.json') || '{}') as { drawn?: readonly string[]; seed?: string; manifest?: { ceremony: { participants: readonly { id: string; key: string }[] } } };
  const drawn = transcript.drawn ?? [];
  const keys = (people: readonly { id: string; key: string }[]): string => people.map(({ id, key }) => `${id} ${key}`).sort().join();
  return [
    ...(drawn.length === attempt.drawnCount && drawn.length === batch.drawnCount && drawn.length === attempt.quota ? [] : [`${where}: ${drawn.length} drawn, ${attempt.drawnCount} and ${batch.drawnCount} in the record, quota ${attempt.quota}`]),
    ...(transcript.seed === attempt.seed ? [] : [`${where}: the published seed is not the recorded one`]),
    ...(attempt.transcriptHash === batch.transcriptHash ? [] : [`${where}: the batch names another transcript than its attempt`]),
    ...(keys(transcript.manifest?.ceremony.participants ?? []) === keys(batch.scheme.ceremony.participants) ? [] : [`${where}: the keys of the manifest are not those of the scheme`]),
  ];
};
