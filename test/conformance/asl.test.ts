import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isValidation, type ConformanceCase } from './case.ts';
import { runCase, runValidation } from './run-case.ts';

const file = process.env.ASL_CASES;

/** How many of the open cases pass; raise it with the interpreter, never lower it. */
const FLOOR = 167;

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 1500 ? `${text.slice(0, 1500)}…` : text;
};

if (file === undefined) console.log('ASL_CASES names no file of cases: the conformance test is skipped');

test.skipIf(file === undefined)('The interpreter answers the recorded cases as the real service did', { timeout: 300_000 }, async () => {
  const cases = JSON.parse(readFileSync(file ?? '', 'utf8')) as ConformanceCase[];
  const unsupported = new Map<string, string[]>();
  const failed: string[] = [];
  let passed = 0;
  for (const item of cases) {
    const verdict = isValidation(item) ? runValidation(item) : await runCase(item);
    if (verdict.kind === 'passed') passed += 1;
    else if (verdict.kind === 'unsupported') unsupported.set(verdict.feature, [...(unsupported.get(verdict.feature) ?? []), item.id]);
    else failed.push(`failed: ${item.id}: expected ${short(verdict.expected)}, actual ${short(verdict.actual)}`);
  }
  for (const line of failed) console.log(line);
  for (const [feature, ids] of unsupported) console.log(`unsupported: ${feature}: ${ids.join(' ')}`);
  console.log(`${passed} passed, ${cases.length - passed} failed`);
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThanOrEqual(Math.min(FLOOR, cases.length));
});
