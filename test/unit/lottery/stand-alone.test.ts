import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildParty, buildVerifier } from '../../../infra/commands/build-programs.ts';
import { runVerifier } from '../../../shared/lottery/verifier/cli.ts';
import { EXAMPLE } from './example.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draw-'));
  await cp(fileURLToPath(EXAMPLE), folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

const run = async (...args: readonly string[]): Promise<{ status: number; last: string }> => {
  const done = (status: number, output: string) => ({ status, last: output.trimEnd().split('\n').at(-1) ?? '' });
  try {
    return done(0, (await promisify(execFile)(process.execPath, args)).stdout);
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return done(code, stdout);
  }
};

test('[BY-1] one file without dependencies verifies the folder it is given, and fails by exit status', async () => {
  const program = await buildVerifier();
  const source = new TextDecoder().decode(program);
  const imported = [...source.matchAll(/^import .* from "(.+)";$/gm)].map(([, name]) => name ?? '');
  expect(imported.every((name) => name.startsWith('node:'))).toBe(true);
  const file = join(folder, '..', 'verify-alone.mjs');
  await writeFile(file, program);
  expect(await run(file, folder)).toMatchObject({ status: 0, last: expect.stringMatching(/^PASS, unchecked: /) });

  // Inside the folder it takes that folder, and its own hash must be the manifest's: in the example that one is a stand-in.
  await writeFile(join(folder, 'verify.mjs'), program);
  expect(await run(join(folder, 'verify.mjs'))).toMatchObject({ status: 1, last: expect.stringMatching(/^FAIL at step 0: verify\.mjs: /) });
  await rm(join(folder, 'verify.mjs'));
  await rm(file);
});

test('[BY-1] the same sources give the same bytes of the verifier', async () => {
  const [once, again] = await Promise.all([buildVerifier(), buildVerifier()]);
  expect(once).toEqual(again);
  expect(new TextDecoder().decode(once)).not.toContain(fileURLToPath(new URL('../../..', import.meta.url)));
});

test('[BY-1] verifies at an http address, where forbidden witness files count as not published', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path.includes('/witness/')) return void response.writeHead(403).end();
    readFile(join(folder, path.replace('/public/draws/310100-2026-017/1/', ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/public/draws/310100-2026-017/1`;
  const lines: string[] = [];
  expect(await runVerifier([address], (line) => lines.push(line))).toBe(0);
  expect(lines.at(-1)).toMatch(/^PASS, unchecked: .*witness\/recusals\.txt/);
  expect(lines.filter((line) => line.startsWith('step '))).toHaveLength(5);
  expect(asked.every((path) => path.startsWith('/public/draws/310100-2026-017/1/'))).toBe(true);
  expect(await runVerifier([address.replace('/1', '/9')], () => {})).toBe(1);
  await new Promise((resolve) => server.close(resolve));
});

test('[BY-1] a participant’s notebook is one file without dependencies too: it makes a key, and says how it is used', async () => {
  const file = join(folder, '..', 'party-alone.mjs');
  const notebook = join(folder, 'notebook.jsonl');
  const program = await buildParty();
  const imported = [...new TextDecoder().decode(program).matchAll(/^import .* from "(.+)";$/gm)].map(([, name]) => name ?? '');
  expect(imported.every((name) => name.startsWith('node:'))).toBe(true);
  await writeFile(file, program);
  expect(await run(file, notebook, 'key', 'notary')).toMatchObject({ status: 0, last: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(JSON.parse((await readFile(notebook, 'utf8')).trim())).toMatchObject({ kind: 'key', id: 'notary' });
  expect((await run(file)).status).toBe(2);
});
