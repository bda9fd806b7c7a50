import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { utf8 } from '../encoding/bytes.ts';
import { exclusionLine } from '../directory/excluded.ts';
import { isIncluded } from '../directory/inclusion.ts';
import { leafHash, rootOfLines } from '../directory/merkle.ts';
import { ID_BYTES } from '../directory/row.ts';
import { exactObject, isArrayOf, isCount, isHash, isText } from '../encoding/shape.ts';
import type { DrawEvent, Exclusion, Transcript } from '../types.ts';
import { explain, isCode, type RowProof, type Why } from '../events/why.ts';
import { checkFirm } from './firm.ts';
import { compare, fail, unchecked, unless, type Finding } from './report.ts';

/** True if `value` has the members that {@link checkWhy} starts from; what else stands in it is compared with what follows from them. */
export const isWhy = (value: unknown): value is Why => {
  const one = value as Partial<Why> | null;
  if (typeof one !== 'object' || one === null || !isCode(one.id)) return false;
  const isPath = (path: unknown): boolean => path === null || (Array.isArray(path) && path.every(isHash));
  return one.rows === null || isArrayOf((row) => exactObject(row, { row: isText, index: isCount, path: isPath }))(one.rows);
};

/**
 * [BY-1] Step 2 for one firm: its row (or its absence between two neighbours) leads to the committed root, and everything the answer says follows
 * from it, the transcript, the published exclusions and the events since.
 */
export const checkWhy = (hasher: Hasher, transcript: Transcript, excluded: readonly Exclusion[], why: Why, events: readonly DrawEvent[] = []): readonly Finding[] => {
  const { item, snapshot } = transcript.manifest;
  const truth = explain(hasher, transcript, excluded, why, events);
  const findings: Finding[] = [
    compare('excluded.txt', `${item.excluded.count} ${item.excluded.root}`, `${excluded.length} ${rootOfLines(hasher, excluded.map(exclusionLine))}`),
    compare('the answer', canonicalJson(why), canonicalJson(truth)),
  ];
  if (why.rows === null) return [...findings, snapshot.blinded ? unchecked('inclusion', 'the firm’s own row and salt') : fail('inclusion', 'no row, though rows are published')];
  if (why.rows.some(({ path }) => path === null)) return [...findings, unchecked('inclusion', 'the path to the root')];
  findings.push(...why.rows.map((row) => inclusion(hasher, transcript, row)));
  const [own] = why.rows;
  if (truth.answer === 'not-in-directory' || own?.path == null) return [...findings, unless('absence', absenceProblem(why, snapshot.rows), `${why.id} has no row of ${snapshot.rows}`)];
  return [...findings, ...checkFirm(hasher, transcript, excluded, { row: own.row, index: own.index, path: own.path }).slice(1)];
};

const inclusion = (hasher: Hasher, { manifest: { snapshot } }: Transcript, { row, index, path }: RowProof): Finding => {
  const proof = { leaf: leafHash(hasher, utf8(row)), index, size: snapshot.rows, path: path ?? [], root: snapshot.root };
  return unless('inclusion', isIncluded(hasher, proof) ? null : `row ${index} does not lead to the root`, `row ${index} of ${snapshot.rows} leads to the root ${snapshot.root}`);
};

/** Rows ascend, so a firm is absent if two rows next to each other, or the edge of the list and one row, leave it no place. */
const absenceProblem = ({ id, rows }: Why, size: number): string | null => {
  const places = rows ?? [];
  const before = places.find(({ row }) => row.slice(0, ID_BYTES) < id);
  const after = places.find(({ row }) => row.slice(0, ID_BYTES) > id);
  const lower = before === undefined ? -1 : before.index;
  const upper = after === undefined ? size : after.index;
  return upper === lower + 1 && places.length <= 2 ? null : `rows ${lower} and ${upper} of ${size} are not next to each other`;
};
