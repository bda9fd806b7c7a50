import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalTarget } from '../synthesize.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SOURCES = ['package-lock.json', 'infra/application.ts', 'infra/commands/{synthesize,build-programs}.ts', 'infra/{constructs,stacks,workflows}/**/*.ts', '{shared,functions}/**/*.{ts,tsx,css,js,mjs,json}'] as const;
const NOTE = 'assembly.json';

/** What the assembly of a folder was made for; it is written when the assembly is whole. */
interface Note {
  readonly of: string;
  readonly channels: LocalTarget['channels'];
}

/** What is deployed: a {@link LocalTarget} without its places. `bundle`: a folder of functions that are bundled already. */
export type Wanted = Pick<LocalTarget, 'port' | 'channels' | 'profile' | 'jurisdiction' | 'bundle' | 'lifespan' | 'scale'>;

/**
 * The folder of an assembly below `dir`: the one that lies there if it was made of the sources as they are now and for the same deployment,
 * a new one otherwise. After a crash neither the bundler nor the CDK is loaded.
 */
export const assemblyIn = async (dir: string, wanted: Wanted): Promise<string> => {
  const outdir = path.join(dir, 'assembly');
  const file = path.join(dir, NOTE);
  const note: Note = { of: fingerprint(wanted), channels: wanted.channels };
  if (readNote(file)?.of === note.of) return outdir;
  rmSync(file, { force: true });
  const [{ bundleFunctions }, { synthesizeLocal }] = await Promise.all([import('../../constructs/bundle.ts'), import('../synthesize.ts')]);
  await synthesizeLocal({ ...wanted, outdir, bundle: wanted.bundle ?? (await bundleFunctions(path.join(dir, 'functions'))) });
  writeFileSync(`${file}.new`, JSON.stringify(note));
  renameSync(`${file}.new`, file);
  return outdir;
};

/** The port that the channels had in the assembly below `dir`: an assembly names it, so only there does it fit. */
export const channelPortIn = (dir: string): number | undefined => {
  const [first] = Object.values(readNote(path.join(dir, NOTE))?.channels ?? {});
  return first === undefined ? undefined : Number(new URL(first).port);
};

const readNote = (file: string): Note | undefined => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Note) : undefined);

const fingerprint = (wanted: Wanted): string => {
  const hash = createHash('sha256').update(JSON.stringify(wanted));
  for (const name of globSync([...SOURCES], { cwd: ROOT }).sort()) hash.update(`\n${name}\n`).update(readFileSync(path.join(ROOT, name)));
  return hash.digest('hex');
};
