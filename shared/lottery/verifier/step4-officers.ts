import type { Hasher } from '../../kernel/hash.ts';
import { secretCommitOf } from '../ceremony/ceremony.ts';
import { drawnTargets } from '../seats/drawn-targets.ts';
import { matchInspectors } from '../seats/match-inspectors.ts';
import { rootOfLines } from '../directory/merkle.ts';
import { officerLine, parseOfficers } from '../directory/officers.ts';
import { parseRecusals, recusalLine } from '../directory/recusals.ts';
import type { Hex, Manifest, Officer, Recusal } from '../types.ts';
import { assignmentFindings, seatsFindings } from './assignment-findings.ts';
import { outcomeFindings, outcomeInput } from './outcome-findings.ts';
import { publicAssignmentFindings } from './public-assignments.ts';
import type { Published } from './published.ts';
import { compare, fail, unchecked, type Finding } from './report.ts';
import type { ReadDraw } from './step0-canonical.ts';
import type { Witness } from './witness.ts';

/** Step 4: officers' root and pools; with the witness files the recusal root, the secret, every seat, and the outcomes of events. */
export const step4 = (
  hasher: Hasher,
  published: Published,
  draw: ReadDraw,
  found: { readonly seed: Hex | null; readonly drawn: readonly string[] | null },
): readonly Finding[] => {
  const { manifest, transcript } = draw;
  const findings: Finding[] = [];
  const officers = officersOf(hasher, published, manifest, findings);
  const witness = witnessOf(hasher, published, manifest, findings);
  if (transcript === null) return findings;
  const hasRows = published.rowsMissing.length === 0;
  const lacking = [
    ...(officers === null ? ['officers.txt'] : []),
    ...(found.seed === null ? ['the seed'] : []),
    ...(hasRows ? [] : ['the rows']),
    ...(witness === null ? [witnessFiles(published, manifest)] : []),
  ];
  if (officers === null || found.seed === null || !hasRows) {
    if (officers !== null && found.seed !== null) findings.push(unchecked('pools and seats', 'the targets’ regions, from the rows'));
    return [...findings, ...outcomeFindings(hasher, draw, transcript, lacking)];
  }
  const targets = drawnTargets(published.rows, found.drawn ?? transcript.drawn);
  findings.push(...publicAssignmentFindings(hasher, manifest, transcript, found.seed, officers, targets));
  if (witness === null) {
    findings.push(unchecked('every seat', witnessFiles(published, manifest)));
    if (published.seats !== null) findings.push(...seatsFindings(hasher, transcript, published.seats, null));
  } else {
    const matches = matchInspectors(hasher, { manifest, seed: found.seed, secret: witness.secret, targets, officers, recusals: witness.recusals });
    findings.push(...assignmentFindings({ manifest, officers, recusals: witness.recusals, targets }, transcript, matches));
    if (published.seats === null) findings.push(unchecked('seats.json', 'witness/seats.json'));
    else findings.push(...seatsFindings(hasher, transcript, published.seats, matches));
  }
  findings.push(...outcomeFindings(hasher, draw, transcript, witness === null ? lacking : outcomeInput(draw, transcript, officers, witness, published.rows)));
  return findings;
};

/** Which of the witnesses' files are not there; both, where they are there and do not fit. */
const witnessFiles = ({ recusals, secret }: Published, { officers: { recusalCount, secretCommit } }: Manifest): string => {
  const missing = [
    ...(recusals === null && recusalCount > 0 ? ['witness/recusals.txt'] : []),
    ...(secret === null && secretCommit !== undefined ? ['witness/secret.txt'] : []),
  ];
  return (missing.length === 0 ? ['witness/recusals.txt', 'witness/secret.txt'] : missing).join(' and ');
};

const officersOf = (hasher: Hasher, published: Published, manifest: Manifest, findings: Finding[]): readonly Officer[] | null => {
  const { root, count } = manifest.officers;
  if (published.officers === null && count > 0) {
    findings.push(unchecked('officers and their pools', 'officers.txt'));
    return null;
  }
  const officers = parseOfficers(published.officers ?? '');
  if (!officers.ok) {
    findings.push(fail('officers.txt', `line ${officers.error.line}: ${officers.error.reason}`));
    return null;
  }
  findings.push(compare('officers.txt', `${count} ${root}`, `${officers.value.length} ${rootOfLines(hasher, officers.value.map(officerLine))}`));
  return officers.value;
};

const witnessOf = (hasher: Hasher, published: Published, manifest: Manifest, findings: Finding[]): Witness | null => {
  const recusals = recusalsOf(hasher, published, manifest, findings);
  const { secretCommit } = manifest.officers;
  if (secretCommit === undefined) return recusals === null ? null : { recusals, secret: null };
  if (published.secret === null) {
    findings.push(unchecked('the secret of the inspectors’ draw', 'witness/secret.txt'));
    return null;
  }
  if (!/^[0-9a-f]{64}\n$/.test(published.secret)) {
    findings.push(fail('witness/secret.txt', 'not 64 hex digits and a newline'));
    return null;
  }
  const secret = published.secret.slice(0, 64);
  findings.push(compare('the secret of the inspectors’ draw', secretCommit, secretCommitOf(hasher, secret)));
  return recusals === null ? null : { recusals, secret };
};

const recusalsOf = (hasher: Hasher, published: Published, manifest: Manifest, findings: Finding[]): readonly Recusal[] | null => {
  const { recusalRoot, recusalCount } = manifest.officers;
  if (published.recusals === null && recusalCount > 0) {
    findings.push(unchecked('recusals', 'witness/recusals.txt'));
    return null;
  }
  const recusals = parseRecusals(published.recusals ?? '');
  if (!recusals.ok) {
    findings.push(fail('witness/recusals.txt', `line ${recusals.error.line}: ${recusals.error.reason}`));
    return null;
  }
  const computed = rootOfLines(hasher, recusals.value.map(recusalLine));
  findings.push(compare('recusals', `${recusalCount} ${recusalRoot}`, `${recusals.value.length} ${computed}`));
  return recusals.value;
};

