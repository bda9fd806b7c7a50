import { expect, test } from 'vitest';
import { commitmentOf, openHash, receiptMessage } from '../../../shared/lottery/ceremony/ceremony.ts';
import { manifestHash } from '../../../shared/lottery/manifest/manifest.ts';
import { matchInspectors, seatsText } from '../../../shared/lottery/seats/match-inspectors.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { ceremonyHashes, makeTranscript, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { example, fileText, sha256 } from './example.ts';

test('[BY-1] manifest, rows, lists, reveals, keys and times alone make the published transcript and seats, byte for byte', () => {
  const { manifest, transcript, shards, excluded, officers, recusals, secret, keys } = example();
  const M0 = manifestHash(sha256, manifest);
  const commitments = transcript.reveals.map(({ id, value: r }) => {
    const value = commitmentOf(sha256, M0, id, r);
    return { id, value, sig: nodeCrypto.sign(keys[id]?.private ?? '', receiptMessage(M0, id, 'commit', value)) };
  });
  const M1 = openHash(sha256, M0, commitments);
  const reveals = transcript.reveals.map(({ id, value }) => ({
    id,
    value,
    sig: nodeCrypto.sign(keys[id]?.private ?? '', receiptMessage(M1, id, 'reveal', value)),
  }));
  const { seed } = ceremonyHashes(sha256, { manifest, commitments, reveals });
  const targets = drawTargets(sha256, { item: manifest.item, seed, shards, excluded });
  const matches = matchInspectors(sha256, { manifest, seed, secret, targets: drawnTargets(shards, targets.drawn), officers, recusals });
  const made = makeTranscript(sha256, {
    manifest,
    commitments,
    reveals,
    targets,
    assignments: matches.map(({ assignment }) => assignment),
    times: transcript.times,
  });
  expect(transcriptText(made)).toBe(fileText('transcript.json'));
  expect(seatsText(matches)).toBe(fileText('witness/seats.json'));
});
