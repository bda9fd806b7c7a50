import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { engineProgram } from '../../../infra/local/dynamodb/engine.ts';
import { targetAt } from '../../../infra/rehearsal/city/targets.ts';
import { bucketOf } from '../../../shared/registry/bucket.ts';
import { judgeTarget } from '../../../shared/registry/judge-target.ts';
import { targetPartition } from '../../../shared/registry/target-store.ts';
import { actOf, person } from '../../support/people.ts';

const TABLE = 'double-random-local-registry';
const SCHEMA = {
  Table: {
    TableName: TABLE,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'sk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  },
};
const ROWS_A_FILE = 100_000;
const ROWS_AT_ONCE = 2000;

/**
 * Lays the enterprises `from` to `to` of a city into the database of a machine that has not started yet, each item as entering it would write it: by the
 * database's own import, as a directory comes that another system has kept so far. One by one through the API would take longer than all that is measured.
 */
export const loadTargets = async (dir: string, city: { readonly seed: string; readonly from: number; readonly to: number }): Promise<void> => {
  const source = path.join(dir, 'import');
  const data = path.join(source, TABLE, 'data');
  mkdirSync(data, { recursive: true });
  mkdirSync(path.join(dir, 'machine/dynamodb'), { recursive: true });
  const schema = path.join(source, 'schema.json');
  await write(schema, [JSON.stringify(SCHEMA)]);
  for (let first = city.from; first < city.to; first += ROWS_A_FILE) {
    await write(path.join(data, `${first}.json`), lines(city.seed, first, Math.min(first + ROWS_A_FILE, city.to)));
  }
  await promisify(execFile)(engineProgram(), ['import', '--source', source, '--schema', schema, '--output', path.join(dir, 'machine/dynamodb/dynamodb.sqlite')]);
  rmSync(source, { recursive: true });
};

const write = async (file: string, parts: Iterable<string>): Promise<void> => {
  const handle = await open(file, 'w');
  for (const part of parts) await handle.write(part);
  await handle.close();
};

const act = actOf(person('administrator', '90'));

const lines = function* (seed: string, from: number, to: number): Generator<string> {
  for (let first = from; first < to; first += ROWS_AT_ONCE) yield Array.from({ length: Math.min(ROWS_AT_ONCE, to - first) }, (_, i) => itemLine(seed, first + i)).join('');
};

const itemLine = (seed: string, index: number): string => {
  const entry = targetAt(seed, index);
  const judged = judgeTarget(entry, act);
  if (!judged.ok) throw new Error(`${entry.id}: ${judged.error.code}`);
  const item = { pk: targetPartition(bucketOf(entry.id)), sk: entry.id, ...judged.value, shape: 1 };
  return `${JSON.stringify({ Item: marshall(item, { removeUndefinedValues: true }) })}\n`;
};
