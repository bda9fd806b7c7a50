import { parseArgs } from 'node:util';
import { auditReport } from './audit-report.ts';
import type { Kept } from './material.ts';
import { readAuditAddress, type Fetched } from './read-address.ts';
import { readAuditFolder } from './read-folder.ts';
import { saveAuditFolder } from './save-folder.ts';
import { verifyAudit } from './verify-audit.ts';

/** How it is asked. */
export const AUDIT_USAGE = `usage: npm run verify -- --audit <address of the site, or folder of an export> [options]
  --token TOKEN   access token of somebody who may read the trail (supervisor, conference, government, administrator); an address shows others only the checkpoints
  --save FOLDER   keeps what an address gave as an export that anybody can check
  --kept DAY:HASH a checkpoint that was kept; may be given several times`;

const OPTIONS = { token: { type: 'string' }, save: { type: 'string' }, kept: { type: 'string', multiple: true } } as const;

/**
 * Checks the audit trail at an address or in an exported folder and prints the report line by line (BY-7, GY-24). Resolves with the exit status: 0 nothing
 * is wrong, 1 something is, 2 it was asked wrongly.
 */
export const runAuditVerifier = async (args: readonly string[], print: (line: string) => void): Promise<0 | 1 | 2> => {
  const asked = read(args);
  if (asked === undefined) {
    print(AUDIT_USAGE);
    return 2;
  }
  const { where, token, save, kept } = asked;
  try {
    const { material, since } = await materialAt(where, token);
    if (save !== undefined) await saveAuditFolder(save, material);
    const verdict = verifyAudit(material, kept);
    for (const line of auditReport(where, verdict, { ...(since === undefined ? {} : { since }), kept: kept.length })) print(line);
    return verdict.faults.length === 0 ? 0 : 1;
  } catch (error) {
    print(`FAIL: cannot read ${where}: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
};

const materialAt = async (where: string, token: string | undefined): Promise<Pick<Fetched, 'material'> & Partial<Fetched>> =>
  /^https?:\/\//.test(where) ? readAuditAddress(where, token) : { material: await readAuditFolder(where) };

interface Asked {
  readonly where: string;
  readonly token: string | undefined;
  readonly save: string | undefined;
  readonly kept: readonly Kept[];
}

const read = (args: readonly string[]): Asked | undefined => {
  try {
    const { values, positionals: [where, ...more] } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });
    const kept = (values.kept ?? []).map(keptOf);
    if (where === undefined || more.length > 0 || kept.includes(undefined)) return undefined;
    return { where, token: values.token, save: values.save, kept: kept as Kept[] };
  } catch {
    return undefined;
  }
};

const keptOf = (text: string): Kept | undefined => {
  const [, date, hash] = /^(?:(\d{4}-\d{2}-\d{2}):)?([0-9a-f]{64})$/.exec(text) ?? [];
  return hash === undefined ? undefined : { ...(date === undefined ? {} : { date }), hash };
};
