import type { Folder, Published } from './published.ts';

/** Reads a file by its path from the folder of the attempt; nothing if it is not there. */
export type Read = (path: string) => Promise<Uint8Array | null | undefined>;

const FILES = ['manifest.json', 'transcript.json', 'void.json', 'sealed.json', 'excluded.txt', 'officers.txt', 'events.txt', 'verify.mjs'];
const WITNESS = ['recusals.txt', 'seats.json', 'secret.txt'];

/** All that can be read of an attempt and of those that its manifest comes after. */
export async function fetchPublished(read: Read): Promise<Published> {
  const draw = await fetchFolder(read, '', FILES);
  const rows = await fetchFolder(read, '', await shardsOf(read, ''));
  const hidden = await shardsOf(read, 'witness/');
  const witness = await fetchFolder(read, 'witness/', [...WITNESS, ...hidden, ...hidden.map((name) => name.replace('rows', 'salts'))]);
  const before: Folder[] = [];
  for (let no = drawNoOf(draw) - 1; no > 0; no -= 1) {
    const attempt = await fetchFolder(read, `../${no}/`, FILES);
    if (attempt('manifest.json') === undefined) break;
    before.unshift(attempt);
  }
  return { draw: (name) => draw(name) ?? rows(name), witness, before };
}

/** The given files of a folder. */
export async function fetchFolder(read: Read, folder: string, names: readonly string[]): Promise<Folder> {
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const bytes = await read(folder + name);
    if (bytes) files.set(name, bytes);
  }
  return (name) => files.get(name);
}

function drawNoOf(draw: Folder): number {
  const [, no = '1'] = /"drawNo":(\d{1,3}),/.exec(Buffer.from(draw('manifest.json') ?? draw('sealed.json') ?? []).toString('utf8')) ?? [];
  return Number(no);
}

async function shardsOf(read: Read, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const name = `rows-${String(names.length).padStart(4, '0')}.txt`;
    if (!(await read(folder + name))) return names;
    names.push(name);
  }
}
