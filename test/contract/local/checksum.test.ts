import { describe, expect, test } from 'vitest';
import { statesChecksum, verifiedChecksums } from '../../../infra/local/s3/checksum.ts';

const body = Buffer.from('123456789');

/** The published check values of each algorithm, of the digits 1 to 9. */
const CHECKS = {
  'x-amz-checksum-crc32': Buffer.from('cbf43926', 'hex').toString('base64'),
  'x-amz-checksum-crc32c': Buffer.from('e3069283', 'hex').toString('base64'),
  'x-amz-checksum-crc64nvme': Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
  'x-amz-checksum-sha1': Buffer.from('f7c3bc1d808e04732adf679965ccc34ca7ae3441', 'hex').toString('base64'),
  'x-amz-checksum-sha256': Buffer.from('15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225', 'hex').toString('base64'),
};

describe('checksums of an upload', () => {
  test.each(Object.entries(CHECKS))('%s agrees with its published check value and with no other.', (name, value) => {
    expect(verifiedChecksums({ [name]: value }, body)).toEqual({ [name]: value });
    expect(() => verifiedChecksums({ [name]: value }, Buffer.from('123456780'))).toThrow('did not match');
  });

  test('An unknown algorithm is refused, not ignored; its name alone is no checksum.', () => {
    expect(() => verifiedChecksums({ 'x-amz-checksum-md9': 'x' }, body)).toThrow('not supported');
    expect([statesChecksum({ 'x-amz-sdk-checksum-algorithm': 'CRC32' }), statesChecksum({ 'x-amz-checksum-crc32': 'x' })]).toEqual([false, true]);
  });
});
