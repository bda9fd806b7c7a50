import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { textOf } from '../../../shared/lottery/encoding/bytes.ts';
import { manifestHash } from '../../../shared/lottery/manifest/manifest.ts';
import { rootOfLines } from '../../../shared/lottery/directory/merkle.ts';
import { readSalts, saltsText } from '../../../shared/lottery/directory/salts.ts';
import { saltsFile } from '../../../shared/lottery/directory/shard-files.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { drawExperts, expertListText, expertsDrawnText } from '../../../shared/lottery/seats/experts.ts';
import { readPublished } from '../../../shared/lottery/verifier/published.ts';
import { sha256 } from './example.ts';
import { failedSteps, memorySource, overall, uncheckedNames, verifyFiles, type Files } from './memory-source.ts';
import { directoriesOf, rehearseDraw } from './rehearse-draw.ts';

const SETUP = { blinded: true, firms: 60, quantity: 6, reserve: 2 };
const { files, manifest, transcript } = rehearseDraw(SETUP);
const ROWS = 'witness/rows-0000.txt';
const SALTS = 'witness/salts-0000.txt';
const text = (name: string): string => {
  const file = files[name] ?? '';
  return typeof file === 'string' ? file : textOf(file);
};
const told = async (change: Files) => overall(await verifyFiles({ ...files, ...change }));

describe('a draw from a blinded directory', () => {
  test('[BY-1] leaves rows, targets and seats unchecked to the public', async () => {
    const report = await verifyFiles({ ...files, [ROWS]: null, [SALTS]: null });
    expect([failedSteps(report), uncheckedNames(report)]).toEqual([[], expect.arrayContaining(['rows, N_h, tickets and targets', 'pools and seats'])]);
    expect(overall(report)).toContain('rows, N_h, tickets and targets (rows of a blinded directory)');
  });

  test('[BY-1] is checked whole by a witness who has rows and salts', async () => {
    const report = await verifyFiles(files);
    expect([failedSteps(report), uncheckedNames(report).filter((name) => !/verify\.mjs|trail|times|events/.test(name))]).toEqual([[], []]);
  });

  test('[BY-1] shows every change of rows and salts at step 3', async () => {
    const [rows, salts] = [text(ROWS), text(SALTS)];
    const drawnRow = rows.split('\n').findIndex((row) => row.startsWith(transcript.drawn[0] ?? ''));
    const wrong: readonly Record<string, string>[] = [
      { [SALTS]: salts.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }, { [SALTS]: salts.slice(33) }, { [SALTS]: salts.toUpperCase() }, { [SALTS]: salts.replaceAll('\n', '\r\n') }, { [SALTS]: '' },
      { [ROWS]: rows.replace(',001\n', ',002\n') }, { [ROWS]: rows.split('\n').toSpliced(drawnRow, 1).join('\n') }, { [ROWS]: '' },
    ];
    for (const change of wrong) expect(failedSteps(await verifyFiles({ ...files, ...change })), JSON.stringify(change).slice(0, 80)).toContain(3);
  });

  test('[BY-1] keeps its salts as the file that is read again, byte for byte', () => {
    expect(saltsFile(0)).toBe(SALTS);
    expect(saltsText(readSalts(text(SALTS)) ?? new Uint8Array())).toBe(text(SALTS));
  });

  test('[BY-1] names the file a witness lacks', async () => {
    expect(await told({ [SALTS]: null })).toContain(`rows, N_h, tickets and targets (${SALTS})`);
  });

  test('[BY-1] rows that cannot be held against the root are not used, of several shards none', async () => {
    const two = { ...manifest, snapshot: { ...manifest.snapshot, shards: [...manifest.snapshot.shards, ...manifest.snapshot.shards] } };
    const published = await readPublished(memorySource({ ...files, 'manifest.json': canonicalJson(two) }));
    expect([published.rows, published.salts, published.rowsMissing]).toEqual([[], [], ['witness/rows-0001.txt']]);
    expect((await readPublished(memorySource({ ...files, [SALTS]: null }))).rows).toEqual([]);
  });

  test('[SM-4] nor are experts drawn again from them', async () => {
    const shards = directoriesOf(SETUP).shards.map((shard) => new TextEncoder().encode(textOf(shard).replace(/^(.{18},)3101/gm, '$19901')));
    const places = drawnTargets(shards, [...transcript.drawn, ...transcript.reserve.flatMap(({ ids }) => ids)]);
    const list = {
      spec: 'sj-experts/1', planId: manifest.planId, drawNo: manifest.drawNo, M0: manifestHash(sha256, manifest), visit: manifest.visit, wanted: [{ field: '特种设备', count: 1 }],
      candidates: [1, 2, 3].map((n) => ({ id: `E01000${n}`, fields: ['特种设备'], regions: n === 3 ? ['99'] : ['31'], cap: 20 })), recusals: { root: rootOfLines(sha256, []), count: 0 }, blinded: false,
    } as const;
    const drawn = drawExperts(sha256, { list, seed: transcript.seed, secret: null, recusals: [], drawn: places.slice(0, transcript.drawn.length), reserve: places.slice(transcript.drawn.length) });
    const report = await verifyFiles({ ...files, [ROWS]: shards[0] ?? null, [SALTS]: null, 'experts.json': expertListText(list), 'experts-drawn.json': expertsDrawnText(drawn) });
    expect(uncheckedNames(report)).toContain('every expert');
    expect((await verifyFiles({ ...files, 'experts.json': expertListText(list), 'experts-drawn.json': expertsDrawnText(drawn) })).steps.flatMap(({ findings }) => findings)).toContainEqual(expect.objectContaining({ status: 'FAIL', what: 'every expert' }));
  });
});
