import { createHash } from 'node:crypto';
import { checkBench, type Bench } from './bench.ts';
import { parseCanonical } from './canonical.ts';
import { manifestHash } from './ceremony.ts';
import { checkAttempts, checkEarlier, checkVoidOf, readTranscript, textOf, type HashedTranscript } from './check-attempts.ts';
import { checkCeremony } from './check-ceremony.ts';
import { checkEvents } from './check-events.ts';
import { checkManifest } from './check-manifest.ts';
import { checkRows } from './check-rows.ts';
import { checkSeats } from './check-seats.ts';
import { checkTargets } from './check-targets.ts';
import { hashOf, type Hash } from './hashing.ts';
import { manifestShape, type Manifest } from './manifest.ts';
import { inside, type Folder, type Published } from './published.ts';
import { findings, type Answer, type Findings } from './report.ts';
import { fields, hash32, text } from './shapes.ts';

const sealedShape = fields({ manifest: manifestShape, M0: hash32, M1: hash32, M2: hash32, transcriptHash: hash32, openOn: text });

/** Judges one published attempt by the page of the draw alone, step by step of its section 7. */
export function verify(published: Published): Answer {
  const found = findings();
  const { draw } = published;
  const sealed = found.attempt(0, () => {
    const bytes = draw('sealed.json');
    return bytes && sealedShape(parseCanonical(bytes, 'sealed.json'), 'sealed');
  });
  const done = found.attempt(0, () => readTranscript(draw));
  const manifest = found.attempt(0, () => {
    const bytes = draw('manifest.json');
    return bytes === undefined ? (done?.transcript.manifest ?? sealed?.manifest) : manifestShape(parseCanonical(bytes, 'manifest.json'), 'manifest');
  });
  if (draw('manifest.json') === undefined) found.unchecked(0, 'manifest.json');
  if (manifest === undefined) {
    found.fail(0, 'no draw is published here');
    return found.answer();
  }
  const H = hashOf(manifest.suite);
  const M0 = manifestHash(H, textOf(manifest));
  found.attempt(0, () => checkManifest(found, H, manifest));
  found.attempt(0, () => checkAttempts(found, manifest, published.before ?? []));
  found.attempt(2, () => checkEarlier(found, manifest, published.earlier ?? []));
  checkProgram(found, manifest, draw);
  found.attempt(0, () => checkVoidOf(found, H, manifest, draw));
  if (sealed !== undefined) {
    found.hold(0, textOf(sealed.manifest) === textOf(manifest), 'sealed.json is of another manifest');
    found.hold(1, sealed.M0 === M0.toString('hex'), 'M0 of sealed.json is not the hash of the manifest');
    const { transcript, hash } = done ?? {};
    found.hold(0, hash === undefined || (hash === sealed.transcriptHash && transcript?.M1 === sealed.M1 && transcript.M2 === sealed.M2), 'the transcript is not the one that was sealed');
  }
  if (done === undefined) withoutTranscript(found, H, manifest, published, sealed?.openOn);
  else withTranscript(found, H, M0, manifest, done, published);
  return found.answer();
}

function withTranscript(found: Findings, H: Hash, M0: Buffer, manifest: Manifest, { transcript, hash }: HashedTranscript, published: Published): void {
  const { draw, witness = inside(draw, 'witness') } = published;
  found.hold(0, textOf(transcript.manifest) === textOf(manifest), 'the transcript is of another manifest');
  found.attempt(1, () => checkCeremony(found, H, M0, transcript));
  found.attempt(3, () => checkTargets(found, H, transcript));
  const rows = checkRows(found, H, manifest, draw, witness, transcript);
  const regions = rows && new Map(rows.map(({ id, region }) => [id, region]));
  const bench = found.attempt(4, (): Bench | undefined => checkBench(found, H, manifest, draw, witness, regions && ((id) => regions.get(id))));
  if (bench !== undefined) found.attempt(4, () => checkSeats(found, H, transcript, bench, witness));
  found.attempt(0, () => checkEvents(found, H, transcript, hash, published, bench));
}

function withoutTranscript(found: Findings, H: Hash, manifest: Manifest, { draw, witness = inside(draw, 'witness') }: Published, openOn: string | undefined): void {
  // Rows and officers are published with the manifest, and hold before anything is drawn.
  const rows = (manifest.snapshot.blinded ? witness : draw)('rows-0000.txt') === undefined ? undefined : checkRows(found, H, manifest, draw, witness);
  if (draw('officers.txt') !== undefined) found.attempt(4, () => checkBench(found, H, manifest, draw, witness, rows && (() => undefined)));
  if (draw('void.json') !== undefined) return;
  const why = openOn === undefined ? 'transcript.json' : `sealed until ${openOn}`;
  for (const step of [1, 2, 3, 4] as const) found.unchecked(step, why);
}

function checkProgram(found: Findings, { code }: Manifest, draw: Folder): void {
  const program = draw('verify.mjs');
  if (program === undefined) found.unchecked(0, 'verify.mjs');
  else found.hold(0, createHash('sha256').update(program).digest('hex') === code.verifierSha256, 'verify.mjs is not the program of the manifest');
}
