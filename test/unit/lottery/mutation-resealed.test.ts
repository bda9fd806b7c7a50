import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts';
import { openHash, revealsHash, seedOf } from '../../../shared/lottery/ceremony/ceremony.ts';
import { drawnTargets } from '../../../shared/lottery/seats/drawn-targets.ts';
import { checkManifest, manifestHash } from '../../../shared/lottery/manifest/manifest.ts';
import { matchInspectors } from '../../../shared/lottery/seats/match-inspectors.ts';
import { signCommitment, signReveal } from '../../../shared/lottery/ceremony/participant.ts';
import { nodeCrypto } from '../../../shared/lottery/providers/node.ts';
import { drawTargets } from '../../../shared/lottery/targets/select-targets.ts';
import { makeTranscript, transcriptText } from '../../../shared/lottery/transcript/transcript.ts';
import type { Manifest } from '../../../shared/lottery/types.ts';
import type { Published } from '../../../shared/lottery/verifier/published.ts';
import { example } from './example.ts';
import { changedAt, leavesOf, otherOf } from './mutations.ts';
import { caughtAt, crypto, files, json, stepFor, type Table, type Values } from './mutation-scene.ts';

/**
 * The most that a forger can do who has every key: the changed manifest signed by all, a seed from the same secrets, and an honest draw under
 * it from the published rows and lists. What remains is a contradiction between the manifest and the rows or lists it commits to.
 */
const RESEALED: Table = [
  [/^item\.(capBp|floorBp|capUsed)$/, 2],
  [/^item\.strata\.\d+\.(ratio|mandatory|k)$/, 2],
  // Of 15 half are 8, and 7 are stated; of one more in the other strata the quota is the same, but the rows count one less.
  [/^item\.strata\.2\.eligible$/, 2],
  [/^(item\.strata\.\d+\.eligible|item\.capBase|snapshot\.root|snapshot\.shards\..*|directoryStats\..*|item\.excluded\..*|item\.frame\..*|item\.strata\.\d+\.code)$/, 3],
  [/^officers\..*$/, 4],
];
/** A cap of 6, a floor of 45, a limit of days that lets everyone in: smaller changes leave every number as it is. */
const TELLING: Values = { 'item.capBp': 100, 'item.floorBp': 700, 'item.frame.inspectedBefore': '20300101' };
/** What is the conference's to decide: another value is another draw, and as good as this one. */
const FREE = /^(suite|planId|profile\..*|snapshot\.asOf\..*|item\.itemId|item\.reserve|visit\..*|departments\..*|beta|ceremony\.(participants\.\d+\.(id|key|role)|commitBy|revealBy)|code\..*|snapshot\.blinded)$/;

describe('a manifest changed and sealed again by everyone', () => {
  const { transcript, shards, excluded, officers, recusals, secret, keys } = example();
  const resealed = (manifest: Manifest): Partial<Published> => {
    const hasher = crypto.hasher(manifest.suite);
    const signers = transcript.reveals.map(({ id, value }) => ({ who: { id, privateKey: keys[id]?.private ?? '' }, secret: value }));
    const M0 = manifestHash(hasher, manifest);
    const commitments = signers.map((one) => signCommitment(nodeCrypto, manifest.suite, M0, one.who, one.secret));
    const M1 = openHash(hasher, M0, commitments);
    const reveals = signers.map((one) => signReveal(nodeCrypto, M1, one.who, one.secret));
    const seed = seedOf(hasher, revealsHash(hasher, M1, reveals), []);
    const targets = drawTargets(hasher, { item: manifest.item, seed, shards, excluded });
    const matches = matchInspectors(hasher, { manifest, seed, secret, targets: drawnTargets(shards, targets.drawn), officers, recusals });
    const changed = makeTranscript(hasher, { manifest, commitments, reveals, targets, assignments: matches.map(({ assignment }) => assignment), times: transcript.times });
    return { manifest: canonicalJson(manifest), transcript: transcriptText(changed), events: '', seats: null };
  };

  test('[BY-1] unchanged, gives the published draw again', () => {
    expect(resealed(transcript.manifest).transcript).toBe(files['transcript.json']);
  });

  test('[BY-1] [GY-13] is found at step 2 where a quota does not follow, at step 3 where the rows contradict it, at step 4 where the lists do', () => {
    const changes = leavesOf(json('manifest.json')).map(({ path, leaf }) => ({ path, changed: changedAt(json('manifest.json'), path, TELLING[path.join('.')] ?? otherOf(leaf)) }));
    const lawful = changes.filter(({ path, changed }) => !FREE.test(path.join('.')) && checkManifest(changed).ok);
    expect(lawful.length).toBeGreaterThan(30);
    const wrong = lawful.flatMap(({ path, changed }) => {
      const step = caughtAt(resealed(changed as unknown as Manifest));
      return step === stepFor(RESEALED, path) ? [] : [`${path.join('.')}: at ${step}, not at ${stepFor(RESEALED, path)}`];
    });
    expect(wrong).toEqual([]);
  });
});
