import { describe, expect, test } from 'vitest';
import { rowText, totalText, isNeeded, mayStay, type Row } from '../../../infra/commands/grants/table.ts';
import type { Outcome } from '../../../infra/commands/grants/try-without.ts';
import { statementText } from '../../../infra/commands/grants/statement-text.ts';
import { instant } from '../../../shared/kernel/instant.ts';

const roleArn = 'arn:aws:iam::000000000000:role/clerk';
const place = { roleArn, document: 0, statement: 0 };
const roles = { [roleArn]: [{ Statement: { Effect: 'Allow' as const, Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/registry' } }] };
const text = statementText(roles, place);
const row = (outcome: Outcome | undefined): Row => ({
  studied: { place, text, first: outcome === undefined ? undefined : { action: 'dynamodb:GetItem', resource: 'x', at: instant('2026-03-01T09:00:00+08:00'), from: undefined } },
  outcome,
});
const failed: Outcome = { kind: 'failed', how: 'executions failed:\n batch-1', denied: ['dynamodb:GetItem'], seconds: 4.26, on: '2026-03-02' };

describe('the table of grants', () => {
  test('names role, statement, first use, denied action, how the year failed, and seconds.', () => {
    expect(rowText(row(failed)).split(/ {2,}/)).toEqual([
      'clerk', 'dynamodb:GetItem, dynamodb:Query on table/registry', '2026-03-01', 'dynamodb:GetItem', '2026-03-02: executions failed: batch-1', '4.3',
    ]);
  });

  test('counts a statement as needed only if the year failed and a denied action says why.', () => {
    const rows = [row(failed), row({ ...failed, denied: [] }), row({ kind: 'went on', denied: ['dynamodb:GetItem'], seconds: 9, on: '2026-04-11' }), row(undefined)];
    expect(rows.map(isNeeded)).toEqual([true, false, false, false]);
    expect(totalText(rows)).toBe('4 statements, 1 needed, 3 not');
    expect(rows.map(rowText).map((line) => /FAILED UNNAMED|DID NOT FAIL by 2026-04-11|NOT NEEDED/.exec(line)?.[0])).toEqual([undefined, 'FAILED UNNAMED', 'DID NOT FAIL by 2026-04-11', 'NOT NEEDED']);
  });

  test('lets a statement stay that is there for repair, and says so.', () => {
    const { studied } = row(undefined);
    const repair: Row = { studied: { ...studied, text: 'states:RedriveExecution on execution:batch/FreezeBucket:*' }, outcome: undefined };
    expect([repair, row(undefined)].map(mayStay)).toEqual([true, false]);
    expect(rowText(repair)).toContain('for repair');
    expect(totalText([row(failed), repair])).toBe('2 statements, 1 needed, 1 for repair, 0 not');
  });

  test('refuses a place where no statement stands.', () => {
    expect(() => statementText(roles, { ...place, statement: 3 })).toThrow(RangeError);
  });
});
