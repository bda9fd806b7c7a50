import { describe, expect, test } from 'vitest';
import { transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { Transcript } from '../../../shared/lottery/types.ts';
import { failedSteps, verifyFiles } from './memory-source.ts';
import { rehearseDraw } from './rehearse-draw.ts';

const { files, transcript } = rehearseDraw({ blinded: true, reserve: 2 });
const [A, B] = transcript.reserve;
if (A === undefined || B === undefined) throw new Error('there are two strata');
const without = { ...files, 'witness/rows-0000.txt': null };
const told = async (change: Partial<Transcript>) => failedSteps(await verifyFiles({ ...without, 'transcript.json': transcriptText({ ...transcript, ...change }) }));

describe('a draw whose rows are not public', () => {
  test('passes as it is', async () => expect(await told({})).toEqual([]));

  test.each([
    ['a τ that is no ticket drawn', { strata: transcript.strata.map((each) => ({ ...each, tau: '0'.repeat(64) })) }],
    ['a stratum without τ', { strata: transcript.strata.map((each) => ({ ...each, tau: null })) }],
    ['a reserve the other way round', { reserve: [{ ...A, ids: A.ids.toReversed() }, B] }],
    ['a reserve put before its turn', { reserve: [{ ...A, ids: A.ids.with(0, transcript.drawn[0] ?? '') }, B] }],
    ['a reserve cut short', { reserve: [{ ...A, ids: A.ids.slice(1) }, B] }],
    ['a reserve of another stratum', { reserve: [B, A] }],
    ['a stratum without its reserve', { reserve: [A] }],
  ])('[BY-1] fails in step 3 by the tickets of its own names: %s', async (_, change) => expect(await told(change)).toEqual([3]));

  test('[BY-1] fails in step 3 where the names are not in the order of their tickets', async () => {
    expect(await told({ drawn: transcript.drawn.toReversed() })).toContain(3);
  });
});
