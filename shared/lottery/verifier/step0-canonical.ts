import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { CheckCrypto } from '../../kernel/hash.ts';
import { isVoidRecord } from '../ceremony/check-void.ts';
import { checkEventChain, eventHash, parseEvents } from '../events/events.ts';
import { checkManifest, manifestHash, parseManifest } from '../manifest/manifest.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import { exactObject, isHash, isText } from '../encoding/shape.ts';
import { badTranscriptMember } from '../transcript/transcript-shape.ts';
import { transcriptHash } from '../transcript/transcript.ts';
import type { DrawEvent, Manifest, SealedDraw, Transcript, VoidRecord } from '../types.ts';
import { voidHash } from '../ceremony/void-record.ts';
import { discardFindings, type Voided } from './discard-findings.ts';
import type { Published } from './published.ts';
import { compare, fail, pass, unchecked, type Finding } from './report.ts';

/** What step 0 could read; the later steps work on this. */
export type ReadDraw = {
  readonly manifest: Manifest;
  readonly transcript: Transcript | null;
  readonly voided: VoidRecord | null;
  readonly sealed: SealedDraw | null;
  readonly events: readonly DrawEvent[];
  /** Earlier attempts that are there and readable. */
  readonly attempts: readonly (Voided & { readonly manifest: Manifest })[];
};

/** Step 0: canonical bytes, and the hash chain of attempts and events without gap. `draw` is null if the manifest cannot be read. */
export const step0 = (crypto: CheckCrypto, published: Published): { readonly findings: readonly Finding[]; readonly draw: ReadDraw | null } => {
  const findings: Finding[] = published.garbled.map((path) => fail(path, 'not UTF-8'));
  const transcript = readTranscript(published.transcript, findings);
  const sealed = readSealed(published, findings);
  const own = readManifest(published, findings);
  const stated = transcript?.manifest ?? sealed?.manifest ?? null;
  const manifest = chooseManifest(crypto, own, stated, transcript?.M0 ?? sealed?.M0 ?? null);
  if (own !== null && stated !== null) {
    findings.push(compare(`manifest.json is the one in ${transcript === null ? 'sealed' : 'transcript'}.json`, canonicalJson(stated), canonicalJson(own)));
  }
  if (manifest === null) return { findings, draw: null };
  const hasher = crypto.hasher(manifest.suite);
  const voided = readVoid(published, findings);
  if (voided !== null) findings.push(...discardFindings(hasher, { voided, transcript, folder: '' }));
  if (transcript === null && voided === null && sealed === null && published.transcript === null) {
    findings.push(unchecked('the draw itself', 'transcript.json, void.json or sealed.json'));
  }
  if (transcript !== null && sealed !== null) {
    findings.push(compare('sealed.json names this transcript', sealed.transcriptHash, transcriptHash(hasher, transcript)));
    const told = ({ manifest: of, M0, M1, M2 }: Pick<Transcript, 'manifest' | 'M0' | 'M1' | 'M2'>): string => canonicalJson({ M0, M1, M2, manifest: of });
    findings.push(compare('sealed.json names this transcript', told(sealed), told(transcript)));
  }
  const attempts = readAttempts(crypto, published, manifest, findings);
  const events = readEvents(crypto, published, transcript, manifest, findings);
  findings.push(verifierFinding(crypto, published, manifest));
  return { findings, draw: { manifest, transcript, voided, sealed, events, attempts } };
};

const readTranscript = (text: string | null, findings: Finding[], name = 'transcript.json'): Transcript | null => {
  if (text === null) return null;
  const value = readCanonical(text);
  const bad = value === undefined ? 'not canonical JSON' : badTranscriptMember(value);
  findings.push(bad === null ? pass(name, `canonical, ${text.length} characters`) : fail(name, bad));
  return bad === null ? (value as unknown as Transcript) : null;
};

const readManifest = (published: Published, findings: Finding[]): Manifest | null => {
  const { manifest: text } = published;
  if (text === null) {
    const isAnything = published.transcript !== null || published.sealed !== null;
    findings.push(isAnything ? unchecked('manifest.json beside the transcript', 'manifest.json') : fail('manifest.json', 'no draw is published here'));
    return null;
  }
  const manifest = parseManifest(text);
  findings.push(manifest.ok ? pass('manifest.json', `canonical, ${text.length} characters`) : fail('manifest.json', Object.values(manifest.error).join(': ')));
  return manifest.ok ? manifest.value : null;
};

const readVoid = ({ voided: text }: Published, findings: Finding[]): VoidRecord | null => {
  if (text === null) return null;
  const value = readCanonical(text);
  const isGood = isVoidRecord(value);
  findings.push(isGood ? pass('void.json', 'canonical') : fail('void.json', value === undefined ? 'not canonical JSON' : 'not a void record'));
  return isGood ? value : null;
};

const readSealed = ({ sealed: text }: Published, findings: Finding[]): SealedDraw | null => {
  if (text === null) return null;
  const value = readCanonical(text);
  const isGood = exactObject(value, {
    manifest: (manifest) => checkManifest(manifest).ok, M0: isHash, M1: isHash, M2: isHash, transcriptHash: isHash, openOn: isText,
  });
  findings.push(isGood ? pass('sealed.json', 'canonical') : fail('sealed.json', value === undefined ? 'not canonical JSON' : 'not a sealed draw'));
  return isGood ? (value as unknown as SealedDraw) : null;
};

/** Where two manifests differ, the later steps follow the one that M0 names. */
const chooseManifest = (crypto: CheckCrypto, own: Manifest | null, stated: Manifest | null, M0: string | null): Manifest | null => {
  if (own === null || stated === null) return own ?? stated;
  return manifestHash(crypto.hasher(own.suite), own) === M0 ? own : stated;
};

const readAttempts = (crypto: CheckCrypto, published: Published, manifest: Manifest, findings: Finding[]): ReadDraw['attempts'] => {
  const attempts = published.earlier.flatMap(({ drawNo, manifest: text, voided: record, transcript: result }) => {
    if (text === null || record === null) {
      findings.push(unchecked(`attempt ${drawNo}`, `../${drawNo}/${text === null ? 'manifest.json' : 'void.json'}`));
      return [];
    }
    const earlier = parseManifest(text);
    const value = readCanonical(record);
    if (!earlier.ok || !isVoidRecord(value)) {
      findings.push(fail(`attempt ${drawNo}`, earlier.ok ? 'its void.json is no canonical void record' : 'its manifest.json is not valid'));
      return [];
    }
    const folder = `../${drawNo}/`;
    const attempt = { manifest: earlier.value, voided: value, transcript: readTranscript(result, findings, `${folder}transcript.json`), folder };
    findings.push(...discardFindings(crypto.hasher(earlier.value.suite), attempt));
    return [attempt];
  });
  const chain = [...attempts.map((attempt) => attempt.manifest), manifest];
  for (const { manifest: earlier, voided } of attempts) {
    const next = chain.find(({ drawNo }) => drawNo === voided.drawNo + 1);
    const isPlans = earlier.planId === manifest.planId && earlier.drawNo === voided.drawNo;
    if (!isPlans) findings.push(fail(`attempt ${voided.drawNo}`, 'is of another plan or attempt'));
    if (next !== undefined) {
      findings.push(compare(`attempt ${next.drawNo} follows the void of attempt ${voided.drawNo}`, next.prev, voidHash(crypto.hasher(manifest.suite), voided)));
    }
  }
  return attempts;
};

const readEvents = (
  crypto: CheckCrypto,
  published: Published,
  transcript: Transcript | null,
  manifest: Manifest,
  findings: Finding[],
): readonly DrawEvent[] => {
  if (transcript === null) return [];
  if (published.events !== null && published.events !== '') {
    const events = parseEvents(published.events);
    if (!events.ok) {
      findings.push(fail('events.txt', `line ${events.error.line}: ${events.error.reason}`));
      return [];
    }
    const hasher = crypto.hasher(manifest.suite);
    const hash = transcriptHash(hasher, transcript);
    const chain = checkEventChain(hasher, hash, events.value);
    findings.push(
      chain.ok
        ? pass('events.txt', `${events.value.length} events, chained from the transcript ${hash}`)
        : fail('events.txt', `line ${chain.error.line} breaks the ${chain.error.reason}; the transcript's hash is ${hash}`),
    );
    const last = events.value.at(-1);
    findings.push(completeness(published, last === undefined ? hash : eventHash(hasher, last)));
    return events.value;
  }
  findings.push(completeness(published, transcriptHash(crypto.hasher(manifest.suite), transcript)));
  return [];
};

/** That the last line is really the last is told by the audit trail alone: by the hash it holds of the last line, or of the transcript where there is none. */
const completeness = ({ eventsHead }: Published, last: string): Finding =>
  eventsHead === undefined ? unchecked('completeness of events', "the audit trail's head") : compare('completeness of events', last, eventsHead);

const verifierFinding = (crypto: CheckCrypto, published: Published, manifest: Manifest): Finding => {
  if (published.verifier === null) return unchecked('verify.mjs', 'verify.mjs');
  // The verifier's own hash stays SHA-256 whatever the plan's suite.
  return compare('verify.mjs', manifest.code.verifierSha256, crypto.hasher('SHA-256').hex(published.verifier));
};
