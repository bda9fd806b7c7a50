import { beforeAll, describe, expect, test } from 'vitest';
import { freezeBatch } from '../../../shared/draw/freezing/freeze-batch.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { AlteredRows, readManifest, readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { viewRow } from '../../../shared/draw/views/view-row.ts';
import { readWitnessFile } from '../../../shared/draw/drawing/witness-file.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { rootOfRows } from '../../../shared/lottery/directory/merkle.ts';
import { checkFirm } from '../../../shared/lottery/verifier/firm.ts';
import { profileSchema } from '../../../shared/profile/profile.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { openMemoryRecord, type MemoryRecord } from '../../support/memory-record.ts';
import { creditCode } from '../../support/registry-samples.ts';
import { anEntry, AT, byStep, codeOf, draw, frameNo, holdCeremony, layDirectories, layPrepared, must, PROGRAMS, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

const BATCH = 'batch-2026-001';
const profile = profileSchema.parse({ ...guangyuan, draw: { ...guangyuan.draw, directory: { blinded: true, clause: 'BY-5' } } });
const hasher = nodeCrypto.hasher('SHA-256');
let record: MemoryRecord;
const step = (now: string) => ({ stores: record.stores, profile, act: byStep('step', now) });
const freeze = (batchId: string) => must(freezeBatch(step(AT.freeze), { batchId, programs: PROGRAMS, atOnce: 100_000 }));
const published = (file: string) => record.stores.published.get(`draws/${BATCH}/1/${file}`);

beforeAll(async () => {
  record = openMemoryRecord();
  await layDirectories(record.stores);
  await setKey(record.stores);
  await layPrepared(record.stores, BATCH, anEntry({ targets: frameNo(1) }));
  await freeze(BATCH);
  await holdCeremony(record.stores, BATCH);
  await must(draw(record.stores, BATCH));
  await must(matchInspectors(step(AT.draw), BATCH));
  await must(publishDraw(step(AT.draw), BATCH));
}, 60_000);

describe('a draw from a blinded directory', () => {
  test('[BY-1] publishes no row, nor a root against which rows could be tried', async () => {
    const { snapshot } = await readManifest(record.stores, { batchId: BATCH, drawNo: 1 });
    expect([snapshot.blinded, snapshot.rows]).toEqual([true, 200]);
    expect([await published('rows-0000.txt'), await published('fairness.json')]).toEqual([undefined, undefined]);
    const [shown] = await listPublicAttempts(record.stores.publication);
    expect(shown?.files.filter((file) => /rows|fairness|salts/.test(file))).toEqual([]);
    const rows = await record.stores.snapshots.get(`${BATCH}/1/rows-0000.txt`);
    expect(rootOfRows(hasher, rows ?? new Uint8Array())).not.toBe(snapshot.shards[0]?.root);
  });

  test('[BY-1] passes, and says that the rows are unchecked', async () => {
    expect(await verdict(record.stores, BATCH, 1)).toMatch(/^PASS, unchecked: .*rows, N_h, tickets and targets \(rows of a blinded directory\)/);
  });

  test('[BY-1] is checked whole by a witness, rows, tickets, targets and every seat', async () => {
    const said = await verdict(record.stores, BATCH, 1, 'witness');
    expect(said).toMatch(/^PASS, unchecked: /);
    expect(said.replace(/.*unchecked: /, '').split('; ').filter((one) => !/audit trail|checkpoints|verify\.mjs/.test(one))).toEqual([]);
  });

  test('[BY-1] a firm is given its row, its salt and the proof, and finds its place with them; with another salt it does not', async () => {
    const transcript = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
    for (const targetId of [transcript.drawn[0] ?? '', ...[1, 77, 200].map((n) => creditCode(n))]) {
      const { row, index, path, salt = '', root } = (await must(viewRow(record.stores, { batchId: BATCH, targetId }))).value;
      expect([row.slice(0, 18), root]).toEqual([targetId, transcript.manifest.snapshot.root]);
      expect(checkFirm(hasher, transcript, [], { row, index, path, salt }).map(({ status }) => status)).toEqual(['PASS', 'PASS', 'PASS']);
      expect(checkFirm(hasher, transcript, [], { row, index, path, salt: '0'.repeat(32) })[0]?.status).toBe('FAIL');
    }
    expect(await codeOf(viewRow(record.stores, { batchId: BATCH, targetId: creditCode(999) }))).toBe('not-found');
    expect(await codeOf(viewRow(record.stores, { batchId: BATCH, targetId: creditCode(1), drawNo: 2 }))).toBe('not-found');
  });

  test('[BY-1] the witnesses have rows and salts', async () => {
    const read = async (file: string) => (await must(readWitnessFile(record.stores, { batchId: BATCH, file, now: instant(AT.draw) }))).value.content?.split('\n') ?? [];
    const [rows, salts] = [await read('rows-0000.txt'), await read('salts-0000.txt')];
    expect([rows.length, salts.length, new Set(salts).size, salts[0]]).toEqual([201, 201, 201, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test('[BY-1] nothing is drawn from rows or salts other than those frozen', async () => {
    const { stores } = record;
    const again = 'batch-2026-002';
    await layPrepared(stores, again, anEntry({ targets: frameNo(2) }));
    await freeze(again);
    await holdCeremony(stores, again);
    const key = `${again}/1/witness/salts-0000.txt`;
    const text = new TextDecoder().decode(await stores.snapshots.get(key));
    for (const other of [text.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), text.slice(33), text.toUpperCase(), text.slice(0, -1), '']) {
      await stores.snapshots.put(key, utf8(other), 'text/plain');
      await expect(draw(stores, again), JSON.stringify(other.slice(0, 40))).rejects.toThrow(AlteredRows);
    }
  });
});
