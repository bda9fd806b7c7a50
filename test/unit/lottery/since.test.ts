import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { askWhy } from '../../../shared/lottery/verifier/ask-why.ts';
import { verifyWhy } from '../../../shared/lottery/verifier/verify-why.ts';
import type { LostTarget } from '../../../shared/lottery/types.ts';
import { example, must } from './example.ts';
import { exampleFiles, failedSteps, memorySource } from './memory-source.ts';

const { events, transcript } = example();
const files = exampleFiles();
const [lost] = events as unknown as readonly [LostTarget];
const [successor = '', waiting = ''] = transcript.reserve.find(({ stratum }) => stratum === lost.stratum)?.ids ?? [];
const why = async (id: string) => must(await askWhy(nodeCrypto, memorySource(files), { id }));
const verdictOn = async (answer: object) => failedSteps(await verifyWhy(nodeCrypto, memorySource(files), canonicalJson(answer as never)));

test('[BY-1] [BY-3] a firm that came in by the reserve is told so, with the line and the one it came in for; the one lost, with the reason', async () => {
  expect(await why(successor)).toMatchObject({ answer: 'reserve', since: [{ kind: 'called-in', seq: 1, target: lost.target }] });
  expect(await why(lost.target)).toMatchObject({ answer: 'drawn', since: [{ kind: 'lost', seq: 1, reason: lost.reason }] });
  for (const id of [waiting, transcript.drawn.find((one) => one !== lost.target) ?? '']) expect(await why(id)).not.toHaveProperty('since');
});

test('[BY-1] such an answer is checked against the events: it passes as it is, and fails with another line, or none', async () => {
  const answer = await why(successor);
  expect(await verdictOn(answer)).toEqual([]);
  const { since = [], ...without } = answer;
  expect(await verdictOn(without)).toEqual([2]);
  expect(await verdictOn({ ...answer, since: since.map((one) => ({ ...one, seq: 2 })) })).toEqual([2]);
  expect(await verdictOn({ ...(await why(waiting)), since })).toEqual([2]);
});
