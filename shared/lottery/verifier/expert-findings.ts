import type { Hasher } from '../../kernel/hash.ts';
import { drawnTargets } from '../seats/drawn-targets.ts';
import type { ExpertList, ExpertsDrawn } from '../expert-types.ts';
import { drawExperts, expertListHash, expertsDrawnText, parseExpertList, parseExpertsDrawn } from '../seats/experts.ts';
import { manifestHash } from '../manifest/manifest.ts';
import { rootOfLines } from '../directory/merkle.ts';
import { parseRecusals, recusalLine } from '../directory/recusals.ts';
import type { Hex, Manifest, Recusal, Transcript } from '../types.ts';
import type { Published } from './published.ts';
import { compare, fail, pass, unchecked, unless, type Finding } from './report.ts';

const LIST = 'experts.json';
const DRAWN = 'experts-drawn.json';
const RECUSALS = 'witness/expert-recusals.txt';

/** What the experts' draw shows, where the scheme asked for experts: its list, its recusals and every place, drawn again (draw.md, “Experts”). Nothing for a draw without. */
export const expertFindings = (hasher: Hasher, published: Published, manifest: Manifest, transcript: Transcript | null, followed: { readonly seed: Hex | null; readonly secret: Hex | null }): readonly Finding[] => {
  if (published.experts === null) return published.expertsDrawn === null ? [] : [fail(DRAWN, `drawn from no list: ${LIST} is not published`)];
  const list = parseExpertList(published.experts);
  if (typeof list === 'string') return [fail(LIST, list)];
  const findings: Finding[] = [
    unless(LIST, misplaced(hasher, list, manifest), `${list.candidates.length} candidates, hash ${expertListHash(hasher, list)}`),
    unchecked(`${LIST} stood before the seed`, 'the entry draw.freeze of the audit trail, which names its hash'),
  ];
  const recusals = recusalsOf(hasher, published, list, findings);
  if (transcript === null) return findings;
  if (published.expertsDrawn === null) return [...findings, unchecked('the experts’ draw', DRAWN)];
  const drawn = parseExpertsDrawn(published.expertsDrawn);
  if (typeof drawn === 'string') return [...findings, fail(DRAWN, drawn)];
  if (list.blinded && followed.secret === null) return [...findings, unchecked('every expert', 'witness/secret.txt')];
  if (recusals === null || followed.seed === null) return findings;
  return [...findings, recomputed(hasher, published, transcript, { list, drawn, recusals, seed: followed.seed, secret: followed.secret })];
};

const misplaced = (hasher: Hasher, list: ExpertList, manifest: Manifest): string | null => {
  const { planId, drawNo, visit } = manifest;
  if (list.planId !== planId || list.drawNo !== drawNo || list.M0 !== manifestHash(hasher, manifest)) return 'made for another manifest';
  if (list.visit.from !== visit.from || list.visit.to !== visit.to) return 'names other days of the visits than the manifest';
  return list.blinded === list.recusals.count > 0 ? null : 'blinded exactly where there are recusals, which this is not';
};

const recusalsOf = (hasher: Hasher, published: Published, list: ExpertList, findings: Finding[]): readonly Recusal[] | null => {
  const { root, count } = list.recusals;
  if (published.expertRecusals === null && count > 0) {
    findings.push(unchecked('recusals of experts', RECUSALS));
    return null;
  }
  const recusals = parseRecusals(published.expertRecusals ?? '');
  if (!recusals.ok) {
    findings.push(fail(RECUSALS, `line ${recusals.error.line}: ${recusals.error.reason}`));
    return null;
  }
  findings.push(compare('recusals of experts', `${count} ${root}`, `${recusals.value.length} ${rootOfLines(hasher, recusals.value.map(recusalLine))}`));
  return recusals.value;
};

interface Ground {
  readonly list: ExpertList;
  readonly drawn: ExpertsDrawn;
  readonly recusals: readonly Recusal[];
  readonly seed: Hex;
  readonly secret: Hex | null;
}

const recomputed = (hasher: Hasher, published: Published, transcript: Transcript, { list, drawn, recusals, seed, secret }: Ground): Finding => {
  const reserves = transcript.reserve.flatMap(({ ids }) => ids);
  const places = published.rowsMissing.length > 0 ? [] : drawnTargets(published.rows, [...transcript.drawn, ...reserves]);
  if (places.length < transcript.drawn.length + reserves.length) return unchecked('every expert', 'the targets’ regions, from the rows');
  const again = drawExperts(hasher, { list, seed, secret, recusals, drawn: places.slice(0, transcript.drawn.length), reserve: places.slice(transcript.drawn.length) });
  if (expertsDrawnText(again) === expertsDrawnText(drawn)) return pass('every expert', `${drawn.visits.length} visits drawn again`);
  const wrong = again.visits.find((visit, at) => JSON.stringify(visit) !== JSON.stringify(drawn.visits[at]));
  return fail('every expert', wrong === undefined ? 'the file names another seed, list or number of visits' : `visit ${wrong.target}: computed ${JSON.stringify(wrong.experts)}`);
};
