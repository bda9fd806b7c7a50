import { createHash } from 'node:crypto';
import type { WorldRecord } from '../world/record.ts';
import { manifestIn, rowsIn } from './frozen-rows.ts';
import type { Invariant } from './invariant.ts';

/** Where rows may not be public, nobody outside learns a row or can try one against the root; whoever is given rows and salts can hold them against it (HT-8, NR-8, BY-1). */
export const blindedStaysBlinded: Invariant = {
  id: 'blinded-stays-blinded',
  clauses: ['HT-8', 'NR-8', 'BY-1'],
  en: 'Of a blinded directory neither a row, a salt nor a count by class stands in public; its rows with the salts that its witnesses hold, one of its own for each, give the published root.',
  watch: () => {
    const salts = new Set<string>();
    return ({ record, profile }, { items, objects }) => {
      const isBlinded = profile.draw.directory?.blinded === true;
      const frozen = items.flatMap(({ pk, sk, before }) => (sk.startsWith('ATTEMPT#') && before === undefined ? [[pk.slice('BATCH#'.length), Number(sk.slice('ATTEMPT#'.length))] as const] : []));
      if (!isBlinded) return frozen.filter(([batchId, drawNo]) => manifestIn(record, batchId, drawNo)?.snapshot.blinded === true).map(([batchId, drawNo]) => `${batchId}#${drawNo} keeps back rows that are public here`);
      for (const { bucket, version } of objects) if (bucket === 'snapshots' && SALTS.test(version.key)) for (const salt of linesOf(version.body)) salts.add(salt);
      const tells = (text: string): string | undefined => (ROW.test(text) ? 'a row' : (text.match(HEX) ?? []).some((word) => salts.has(word)) ? 'a salt' : undefined);
      const inPublic = [
        ...objects.filter(({ bucket, version: { key } }) => bucket === 'published' && !key.endsWith('.mjs')).map(({ version: { key, body } }) => [key, Buffer.from(body).toString('latin1')] as const),
        ...items.filter(({ table, after }) => table === 'publication' && after !== undefined).map(({ pk, sk, after }) => [`${pk} ${sk}`, JSON.stringify(after)] as const),
      ];
      return [
        ...inPublic.flatMap(([where, text]) => (tells(text) === undefined ? [] : [`${where} tells ${tells(text) ?? ''} of a blinded directory`])),
        ...inPublic.filter(([where]) => where.endsWith('/fairness.json')).map(([where]) => `${where} counts a blinded directory by class`),
        ...frozen.flatMap(([batchId, drawNo]) => rootFaults(record, batchId, drawNo)),
      ];
    };
  },
};

const SALTS = /\/witness\/salts-\d+\.txt$/;
const ROW = /[0-9A-HJ-NPQRTUWXY]{18},\d{6},[A-T]\d{4},[A-Z],\d{8},[0-9a-f]{16},\d{3}/;
const HEX = /\b[0-9a-f]{32}\b/g;

const linesOf = (body: Uint8Array): readonly string[] => Buffer.from(body).toString().split('\n').filter((line) => line !== '');

const rootFaults = (record: WorldRecord, batchId: string, drawNo: number): readonly string[] => {
  const where = `${batchId}#${drawNo}`;
  const manifest = manifestIn(record, batchId, drawNo);
  if (manifest?.snapshot.blinded !== true) return [`${where} publishes the rows of a blinded directory`];
  const rows = rowsIn(record, batchId, drawNo, manifest);
  const salts = manifest.snapshot.shards.flatMap((_, shard) => linesOf(record.buckets.snapshots.get(`${batchId}/${drawNo}/witness/salts-${String(shard).padStart(4, '0')}.txt`)?.body ?? new Uint8Array()));
  const isSalted = salts.length === rows.length && salts.every((salt) => /^[0-9a-f]{32}$/.test(salt)) && new Set(salts).size === salts.length;
  if (!isSalted) return [`${where} has ${rows.length} rows and ${new Set(salts).size} salts`];
  const leaves = rows.map((row, at) => sha256(Buffer.concat([Buffer.of(0), Buffer.from(salts[at] ?? '', 'hex'), Buffer.from(row, 'latin1')])));
  return foldedRoot(leaves).toString('hex') === manifest.snapshot.root ? [] : [`the rows and salts of ${where} do not give its root`];
};

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** RFC 6962: split at the largest power of two below the number of leaves. */
const foldedRoot = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha256(Buffer.concat([Buffer.of(1), foldedRoot(leaves.slice(0, split)), foldedRoot(leaves.slice(split))]));
};
