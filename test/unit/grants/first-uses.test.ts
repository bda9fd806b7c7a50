import { describe, expect, test } from 'vitest';
import { firstUses, type FirstUse } from '../../../infra/commands/grants/first-uses.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import type { PolicyDocument } from '../../../infra/local/iam/policy.ts';
import { instant } from '../../../shared/kernel/instant.ts';

const ROLE = 'arn:aws:iam::000000000000:role/clerk';
const use = (action: string, at: string): FirstUse => ({ action, resource: 'arn:aws:s3:::a/x', at: instant(at) });
const place = (statement: number) => ({ roleArn: ROLE, document: 0, statement });

describe('what a statement is first needed for', () => {
  test('is the first call that it alone allows.', () => {
    const uses = firstUses();
    uses.note(use('s3:GetObject', '2026-01-01T09:00:00+08:00'), [place(0), place(1)]);
    expect(uses.of(place(0))).toBeUndefined();
    uses.note(use('s3:PutObject', '2026-01-02T09:00:00+08:00'), [place(0)]);
    uses.note(use('s3:GetObject', '2026-01-03T09:00:00+08:00'), [place(0)]);
    expect(uses.of(place(0))?.action).toBe('s3:PutObject');
    expect(uses.of(place(1))).toBeUndefined();
    expect(uses.count()).toBe(1);
  });

  test('is told by the authorizer, which names every statement that allows a call, and none for a denied one.', () => {
    const policy: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }, { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a/*' }] };
    const told: string[] = [];
    const authorizer = createAuthorizer({
      roles: { [ROLE]: [{ Statement: [] }, policy] },
      onAllowed: (action, _, by) => told.push(`${action} ${by.map(({ document, statement }) => `${document}.${statement}`).join(' ')}`),
    });
    authorizer.require({ arn: ROLE }, 's3:GetObject', 'arn:aws:s3:::a/x');
    authorizer.require({ arn: ROLE }, 's3:PutObject', 'arn:aws:s3:::a/x');
    expect(() => authorizer.require({ arn: ROLE }, 's3:PutObject', 'arn:aws:s3:::b/x')).toThrow('s3:PutObject');
    expect(told).toEqual(['s3:GetObject 1.0 1.1', 's3:PutObject 1.1']);
  });
});
