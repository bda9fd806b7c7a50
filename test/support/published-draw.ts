import { buildVerifier } from '../../infra/commands/build-programs.ts';
import { listPublicly } from '../../shared/draw/record/draw-projection-store.ts';
import { publicAttempt } from '../../shared/draw/record/draw-projection.ts';
import { mediaTypeOf } from '../../shared/draw/record/draw-files.ts';
import { addShard, fairnessReport, fairnessText, noRowFacts } from '../../shared/lottery/fairness/fairness.ts';
import { nodeHasher } from '../../shared/lottery/providers/node.ts';
import { transcriptHash } from '../../shared/lottery/transcript/transcript.ts';
import type { Stores } from '../../shared/store/record.ts';
import { directoriesOf, rehearseDraw, type Rehearsed, type Setup } from '../unit/lottery/rehearse-draw.ts';

let built: Promise<Uint8Array> | undefined;

/** Publishes a whole honest draw as the batch `planId`, its own verifier and fairness report beside it. `change` gives a file other bytes. */
export const publishWholeDraw = async (
  { publication, published, transact }: Pick<Stores, 'publication' | 'published' | 'transact'>,
  setup: Setup & { readonly planId: string },
  change: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {},
): Promise<Rehearsed> => {
  const verifier = await (built ??= buildVerifier());
  const hasher = nodeHasher('SHA-256');
  const draw = rehearseDraw({ ...setup, verifierSha256: hasher.hex(verifier) });
  const { shards, excluded, officers } = directoriesOf(setup);
  const facts = noRowFacts();
  for (const shard of shards) addShard(facts, shard, draw.transcript, excluded);
  const all: Record<string, string | Uint8Array | null> = { ...draw.files, 'verify.mjs': verifier, 'fairness.json': fairnessText(fairnessReport(hasher, draw.transcript, facts, officers)) };
  const files = Object.keys(all).filter((file) => all[file] !== null && !file.startsWith('witness/'));
  const folder = `draws/${setup.planId}/1`;
  for (const file of files) {
    const body = all[file] ?? '';
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    await published.put(`${folder}/${file}`, (change[file] ?? ((same) => same))(bytes), mediaTypeOf(file));
  }
  const { M0, drawn, times } = draw.transcript;
  const attempt = publicAttempt.parse({
    planId: setup.planId, drawNo: 1, year: 2026, name: '食品销售与消防联合抽查', leadDepartment: '01', state: 'published', prev: '0'.repeat(64), M0, manifestAt: times.manifest,
    commitBy: draw.manifest.ceremony.commitBy, revealBy: draw.manifest.ceremony.revealBy, quota: drawn.length, folder, files,
    transcriptHash: transcriptHash(hasher, draw.transcript), drawnCount: drawn.length, publishedAt: times.drawn,
  });
  const done = await transact([listPublicly(publication, attempt)]);
  if (!done.ok) throw new Error('the draw could not be listed');
  return draw;
};
