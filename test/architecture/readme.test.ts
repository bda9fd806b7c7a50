import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { deployment } from '../../infra/constructs/deployment.ts';
import { resourceEndpoints } from '../../shared/api/resources.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const english = read('README.md');
const chinese = read('README.zh-CN.md');
const all = (page: string, pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, found = '']) => found);

describe.each([['README.md', english], ['README.zh-CN.md', chinese]])('%s', (_, page) => {
  test('gives one example of a deployment per partition, and both are complete', () => {
    const examples = all(page, /^```json\n(.*?)^```$/gms).map((text) => deployment.parse((JSON.parse(text) as { deployment: unknown }).deployment));
    expect(examples.map(({ alarmTopicArn }) => alarmTopicArn?.split(':')[1])).toEqual(['aws-cn', 'aws']);
  });

  test('names only npm scripts, routes, folders and pages that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const run = [...all(page, /npm run ([a-z:]+)/g), ...all(page, /npm (start|test)\b/g)];
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);

    const routes = new Set(Object.values(resourceEndpoints()).flatMap((endpoints) => endpoints.map(({ method, path: route }) => `${method} ${route}`)));
    const named = all(page, /`((?:GET|POST|PUT) \/v1\/[^`?]+)/g);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((route) => !routes.has(route))).toEqual([]);

    const links = all(page, /\]\(([^)#]+)\)/g);
    expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([]);
    const folders = all(page, /^- `(\w+)\/`/gm);
    const kinds = (folders.includes('test') ? all(page.slice(page.indexOf('- `test/`')).split('\n', 1)[0] ?? '', /[（(]`(\w+)`[)）]/g) : []).map((kind) => `test/${kind}`);
    const shared = (/`(kernel [a-z ]+)`/.exec(page)?.[1] ?? '').split(' ').map((folder) => `shared/${folder}`);
    expect(kinds.length + shared.length).toBeGreaterThan(15);
    expect([...folders, ...kinds, ...shared].filter((folder) => !existsSync(path.join(root, folder)))).toEqual([]);
  });
});

test('both pages have the same parts, commands, tables and English terms', () => {
  const shape = (page: string): object => ({
    headings: all(page, /^(#+) /gm),
    fences: all(page, /^```(\w+)$/gm),
    tables: page.split('\n\n').filter((part) => part.startsWith('|')).map((table) => table.split('\n').length),
    steps: all(page, /^(\d)\. /gm),
    bullets: all(page, /^(-) /gm).length,
    examples: all(page, /^```json\n(.*?)^```$/gms),
    terms: all(page, /^\| ([a-z][A-Za-zτ, -]+) \| [^|]+ \| [^|]+ \|$/gm),
    chinese: all(page, /^\| [a-z][A-Za-zτ, -]+ \| ([^|]+) \| [^|]+ \|$/gm),
  });
  expect(shape(chinese)).toEqual(shape(english));
});
