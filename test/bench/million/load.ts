import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Machine } from '../../../infra/local/machine.ts';
import { targetAt } from '../../../infra/rehearsal/city/targets.ts';
import { inParallel } from '../../../shared/kernel/in-parallel.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { bucketOf } from '../../../shared/registry/bucket.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import { openStores, type Stores } from '../../../shared/store/record.ts';
import { actOf, person } from '../../support/people.ts';

const BULK = 97;
const WIDTH = 8;

/** The record of `machine` as its administrator reaches it. */
export const storesOf = ({ url, administrator }: Pick<Machine, 'url' | 'administrator'>): Stores => {
  const client = { region: 'us-east-1', endpoint: url, credentials: administrator };
  const named = (thing: string): string => `double-random-local-${thing}`;
  return openStores(
    { REGISTRY_TABLE: named('registry'), LIFECYCLE_TABLE: named('lifecycle'), PUBLICATION_TABLE: named('publication'), SNAPSHOTS_BUCKET: `${named('snapshots')}-510800`, PUBLICATION_BUCKET: `${named('publication')}-510800` },
    {
      dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(client), { marshallOptions: { removeUndefinedValues: true } }),
      s3: new S3Client({ ...client, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
      sfn: new SFNClient(client),
    },
  );
};

/** Enters the enterprises `from` to `to` of a city as its administrator would, in bulks, each in one transaction with its entry in the trail. */
export const loadTargets = async (stores: Stores, now: Instant, city: { readonly seed: string; readonly from: number; readonly to: number }, onProgress: (entered: number) => void): Promise<void> => {
  const desk = { stores, act: actOf(person('administrator', '90'), { now }) };
  const bulks = Array.from({ length: Math.ceil((city.to - city.from) / BULK) }, (_, i) => city.from + i * BULK);
  // Bulks of one stream of the trail follow one another: side by side they would only be in each other's way.
  const lanes = [...Map.groupBy(bulks, (first) => bucketOf(targetAt(city.seed, first).id)).values()];
  let entered = 0;
  await inParallel(lanes, WIDTH, async (lane) => {
    for (const first of lane) {
      const rows = Array.from({ length: Math.min(BULK, city.to - first) }, (_, i) => targetAt(city.seed, first + i));
      const done = await enterTargets(desk, rows);
      if (!done.ok) throw new Error(`the directory could not be loaded: ${JSON.stringify(done.error)}`);
      onProgress((entered += rows.length));
    }
  });
};
