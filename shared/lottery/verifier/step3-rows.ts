import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { blindedRoots } from '../directory/blinded.ts';
import { exclusionLine, parseExcluded } from '../directory/excluded.ts';
import { rootOfLines, rootOfShards } from '../directory/merkle.ts';
import { drawTargets, resultDigest, type Targets } from '../targets/select-targets.ts';
import { ROW_BYTES } from '../directory/row.ts';
import { readSalts, SALT_BYTES } from '../directory/salts.ts';
import { hiddenRowsFile } from '../directory/shard-files.ts';
import { checkRows, countRows, snapshotRoots } from '../directory/snapshot.ts';
import type { Exclusion, Hex, Manifest, Transcript } from '../types.ts';
import type { Published } from './published.ts';
import { compare, fail, pass, unchecked, type Finding } from './report.ts';
import type { ReadDraw } from './step0-canonical.ts';
import { transcriptTickets } from './transcript-tickets.ts';

/** Step 3: every row valid and ascending, roots, statistics, exclusions, N_h, all tickets, drawn, reserve, τ and digest. */
export const step3 = (
  hasher: Hasher,
  published: Published,
  draw: ReadDraw,
  seed: Hex | null,
): { readonly findings: readonly Finding[]; readonly targets: Targets | null } => {
  const { manifest, transcript } = draw;
  const { snapshot } = manifest;
  const findings: Finding[] = [
    compare('the shard roots fold to the root', snapshot.root, rootOfShards(hasher, snapshot.shards.map(({ root }) => root))),
    ...(transcript === null ? [] : [compare('resultDigest', transcript.resultDigest, resultDigest(hasher, transcript.drawn))]),
  ];
  const byThemselves = (): readonly Finding[] => (transcript === null || seed === null ? [] : transcriptTickets(hasher, transcript, seed));
  if (published.rowsMissing.length > 0) {
    findings.push(unchecked('rows, N_h, tickets and targets', published.rowsMissing.includes(hiddenRowsFile(0)) ? 'rows of a blinded directory' : published.rowsMissing.join(' ')), ...byThemselves());
    return { findings, targets: null };
  }
  const rows = checkRows(published.rows);
  if (!rows.ok) {
    findings.push(fail('rows', `${rows.error.reason} in shard ${rows.error.shard}, row ${rows.error.row}`));
    return { findings, targets: null };
  }
  findings.push(pass('rows', `${rows.value} valid and ascending`));
  findings.push(rootsFinding(hasher, published, snapshot));
  const excluded = excludedOf(hasher, published, manifest, findings);
  if (excluded === null) return { findings: [...findings, ...byThemselves()], targets: null };
  findings.push(...countFindings(manifest, published.rows, excluded));
  if (transcript === null || seed === null) return { findings, targets: null };
  const targets = drawTargets(hasher, { item: manifest.item, seed, shards: published.rows, excluded });
  findings.push(...targetFindings(transcript, targets));
  return { findings, targets };
};

const rootsFinding = (hasher: Hasher, { rows, salts }: Published, snapshot: Manifest['snapshot']): Finding => {
  if (!snapshot.blinded) return compare('roots of the rows', snapshotText(snapshot), snapshotText(snapshotRoots(hasher, rows)));
  const salted = rows.map((shard, at) => ({ rows: shard, salts: readSalts(salts[at] ?? '') }));
  const bad = salted.findIndex((shard) => shard.salts?.length !== (shard.rows.length / ROW_BYTES) * SALT_BYTES);
  if (bad >= 0) return fail('salts', `shard ${bad} has no salt of 32 digits for each row`);
  return compare('roots of the rows', snapshotText(snapshot), snapshotText(blindedRoots(hasher, salted.map((shard) => ({ ...shard, salts: shard.salts ?? new Uint8Array() })))));
};

const snapshotText = ({ rows, root, shards }: Pick<Manifest['snapshot'], 'rows' | 'root' | 'shards'>): string =>
  canonicalJson({ root, rows, shards });

const excludedOf = (hasher: Hasher, published: Published, manifest: Manifest, findings: Finding[]): readonly Exclusion[] | null => {
  const { root, count } = manifest.item.excluded;
  if (published.excluded === null && count > 0) {
    findings.push(unchecked('exclusions, N_h, tickets and targets', 'excluded.txt'));
    return null;
  }
  const excluded = parseExcluded(published.excluded ?? '');
  if (!excluded.ok) {
    findings.push(fail('excluded.txt', `line ${excluded.error.line}: ${excluded.error.reason}`));
    return null;
  }
  const computed = rootOfLines(hasher, excluded.value.map(exclusionLine));
  findings.push(compare('excluded.txt', `${count} ${root}`, `${excluded.value.length} ${computed}`));
  return excluded.value;
};

const countFindings = (manifest: Manifest, shards: readonly Uint8Array[], excluded: readonly Exclusion[]): readonly Finding[] => {
  const { item, directoryStats } = manifest;
  const counts = countRows(shards, item.frame, excluded);
  const unlisted = [...counts.eligible.keys()].filter((code) => !item.strata.some((stratum) => stratum.code === code));
  const stated = item.strata.map(({ code, eligible }) => `${code} ${eligible}`).join(', ');
  const computed = item.strata.map(({ code }) => `${code} ${counts.eligible.get(code) ?? 0}`).join(', ');
  return [
    compare('directoryStats', canonicalJson(directoryStats), canonicalJson(counts.directoryStats)),
    compare('excluded ids without a row', '', counts.unknownExcluded.join(' ')),
    compare('strata of eligible rows not listed', '', unlisted.join(' ')),
    compare('N_h', stated, computed),
    compare('capBase', String(item.capBase), String(counts.capBase)),
  ];
};

const targetFindings = (transcript: Transcript, targets: Targets): readonly Finding[] => {
  const taus = (strata: Transcript['strata']): string => strata.map(({ code, tau }) => `${code} ${tau ?? 'null'}`).join(', ');
  return [
    differenceOf('drawn', transcript.drawn, targets.drawn),
    compare('τ', taus(transcript.strata), taus(targets.strata)),
    compare('reserve', canonicalJson(transcript.reserve), canonicalJson(targets.reserve)),
    compare('resultDigest of the rows', transcript.resultDigest, targets.resultDigest),
  ];
};

const differenceOf = (what: string, stated: readonly string[], computed: readonly string[]): Finding => {
  const length = Math.max(stated.length, computed.length);
  for (let i = 0; i < length; i += 1) {
    if (stated[i] !== computed[i]) return fail(what, `place ${i + 1}: stated ${stated[i] ?? 'nobody'}, computed ${computed[i] ?? 'nobody'}`);
  }
  return pass(what, `${computed.length} targets, as the tickets have it`);
};
