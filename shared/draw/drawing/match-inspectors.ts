import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { certificateInWords } from '../../lottery/seats/certificate.ts';
import { matchInspectors as matchByLottery, seatsText } from '../../lottery/seats/match-inspectors.ts';
import type { DrawnTarget } from '../../lottery/seats/seat-problem.ts';
import { makeTranscript, transcriptHash, transcriptText } from '../../lottery/transcript/transcript.ts';
import type { DepartmentAssignment, Manifest } from '../../lottery/types.ts';
import { toSigned, type AttemptIn } from '../record/attempt.ts';
import type { AttemptExperts } from '../record/attempt-experts.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { drawExperts } from '../freezing/draw-experts.ts';
import { readManifest, readOfficers, readPlaces, readRecusals, readSecret, readTargets, writeFile } from '../record/draw-files.ts';
import { inWords, type Shortage } from '../record/shortage.ts';

type Context = Pick<DrawContext, 'stores' | 'act'>;

/**
 * Matches inspectors to the drawn targets and composes the transcript (GY-12, NR-2 to NR-4, BY-4). `short`: some department has no complete
 * assignment; the certificate stands in the transcript, its figures and words on the attempt. Experts are drawn by the same seed where the scheme asks for them (SM-4). Run again, it answers the same.
 */
export const matchInspectors = async (context: Context, batchId: string): Promise<Result<{ readonly outcome: 'complete' | 'short' }, Refusal>> => {
  const done = await changeAttempt(context, batchId, async ({ attempt }) => {
    if (attempt.stage === 'drawn') {
      const made = await match(context.stores, attempt);
      const next = { ...attempt, transcriptHash: made.hash, ...(made.experts === undefined ? {} : { experts: made.experts }) };
      return ok(
        made.shortages.length === 0
          ? { attempt: { ...next, stage: 'matched', matchedAt: context.act.now }, action: 'draw.match' }
          : { attempt: { ...next, stage: 'short', shortages: [...made.shortages] }, action: 'draw.short' },
      );
    }
    return isMatched(attempt.stage) ? ok('as-before') : refuse('draw-incomplete', { facts: { stage: attempt.stage } });
  });
  if (!done.ok) return done;
  const { stage } = done.value.attempt;
  return ok({ outcome: stage === 'matched' || stage === 'published' ? 'complete' : 'short' });
};

const isMatched = (stage: string): boolean => ['matched', 'short', 'published', 'voiding', 'void'].includes(stage);

const match = async (stores: Context['stores'], attempt: AttemptIn<'drawn'>): Promise<{ hash: string; shortages: readonly Shortage[]; experts: AttemptExperts | undefined }> => {
  const manifest = await readManifest(stores, attempt);
  const [targets, officers, recusals, secret] = await Promise.all([readTargets(stores, attempt), readOfficers(stores, attempt), readRecusals(stores, attempt), readSecret(stores, attempt)]);
  const places = await readPlaces(stores, attempt, manifest, targets.drawn);
  const matches = matchByLottery(hasher, { manifest, seed: attempt.seed, secret, targets: places, officers, recusals });
  const assignments = matches.map(({ assignment }) => assignment);
  const transcript = makeTranscript(hasher, {
    manifest,
    commitments: attempt.commitments.map(toSigned),
    reveals: attempt.reveals.map(toSigned),
    receipts: (attempt.receipts ?? []).map(({ id, sig }) => ({ id, sig })),
    beacons: attempt.outputs ?? [],
    targets,
    assignments,
    times: {
      manifest: attempt.manifestAt,
      commitmentsClosed: attempt.commitmentsClosed,
      revealsClosed: attempt.revealsClosed,
      drawn: attempt.drawnAt,
    },
  });
  await writeFile(stores, attempt, 'witness/seats.json', seatsText(matches));
  await writeFile(stores, attempt, 'transcript.json', transcriptText(transcript));
  const experts = attempt.experts === undefined ? undefined : await drawExperts(stores, attempt, attempt.experts, { seed: attempt.seed, manifest, secret, targets });
  return { hash: transcriptHash(hasher, transcript), shortages: shortagesOf(manifest, assignments, places), experts };
};

const shortagesOf = (manifest: Manifest, assignments: readonly DepartmentAssignment[], places: readonly DrawnTarget[]): readonly Shortage[] => {
  const regions = new Map(places.map(({ id, region }) => [id, region]));
  return assignments.flatMap((part) => {
    const department = manifest.departments.find(({ code }) => code === part.department);
    if (!('infeasible' in part) || department === undefined) return [];
    const figures = certificateInWords(department, part.infeasible, (id) => regions.get(id) ?? '');
    return [inWords({ ...figures, regions: [...figures.regions] })];
  });
};
