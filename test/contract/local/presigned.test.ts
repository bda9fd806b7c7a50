import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoor, s3As, START_MS, type Door } from './door.ts';

let door: Door;
let client: S3Client;
const signingDate = new Date(START_MS);
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

beforeAll(async () => {
  door = await openDoor({ uploader: [{ Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: 'arn:aws:s3:::uploads/in/*' }] });
  const CorsRules = [{ AllowedOrigins: ['https://phone.example'], AllowedMethods: ['PUT'], AllowedHeaders: ['*'], ExposedHeaders: ['ETag'], MaxAge: 60 }];
  door.s3.createBucket('uploads', { CorsConfiguration: { CorsRules } });
  client = s3As(door, 'uploader');
});
afterAll(() => door.close());

const uploadUrl = (text: string, Key = 'in/照片 1.jpg') =>
  getSignedUrl(client, new PutObjectCommand({ Bucket: 'uploads', Key, ChecksumSHA256: sha256(text) }), {
    signingDate, expiresIn: 600, unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });

test('An upload URL takes exactly the bytes whose SHA-256 was signed.', async () => {
  const url = await uploadUrl('photo');
  const send = (body: string, headers: Record<string, string>) => fetch(url, { method: 'PUT', body, headers });
  expect((await send('forged', { 'x-amz-checksum-sha256': sha256('photo') })).status).toBe(400);
  expect(await (await send('forged', { 'x-amz-checksum-sha256': sha256('forged') })).text()).toContain('SignatureDoesNotMatch');
  expect((await send('photo', {})).status).toBe(403);
  expect((await send('photo', { 'x-amz-checksum-sha256': sha256('photo'), 'x-amz-meta-more': 'x' })).status).toBe(403);
  expect((await send('photo', { 'x-amz-checksum-sha256': sha256('photo'), 'content-type': 'image/jpeg' })).status).toBe(200);
  const download = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'uploads', Key: 'in/照片 1.jpg', ResponseContentDisposition: 'attachment' }), { signingDate });
  const answer = await fetch(download);
  expect([await answer.text(), answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual(['photo', 'image/jpeg', 'attachment']);
});

test('A URL lapses by the machine\'s clock.', async () => {
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'uploads', Key: 'in/照片 1.jpg' }), { signingDate, expiresIn: 60 });
  door.clock.set(START_MS + 60_000);
  expect((await fetch(url)).status).toBe(200);
  door.clock.set(START_MS + 61_000);
  const late = await fetch(url);
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  door.clock.set(START_MS);
  expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'))).status).toBe(403);
});

test('A URL can do no more than the role that signed it.', async () => {
  const answer = await fetch(await uploadUrl('x', 'elsewhere'), { method: 'PUT', body: 'x', headers: { 'x-amz-checksum-sha256': sha256('x') } });
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('s3:PutObject')]);
});

test('A browser is told what its page may do.', async () => {
  const ask = async (origin: string, method = 'PUT') =>
    fetch(await uploadUrl('y'), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'x-amz-checksum-sha256' },
    });
  const allowed = await ask('https://phone.example');
  expect([allowed.status, allowed.headers.get('access-control-allow-origin'), allowed.headers.get('access-control-allow-headers')]).toEqual([
    200, 'https://phone.example', 'x-amz-checksum-sha256',
  ]);
  expect((await ask('https://elsewhere.example')).status).toBe(403);
  expect((await ask('https://phone.example', 'DELETE')).status).toBe(403);
});
