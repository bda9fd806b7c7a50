import { nodeCrypto } from '../providers/node.ts';
import { addressSource } from './address.ts';
import { folderSource } from './folder.ts';
import { hasFailed, reportLines } from './report.ts';
import { verifyDraw } from './verify.ts';

/** Verifies the draw at `where`, a folder or an http address; prints the report line by line. Resolves with the exit status, 0 or 1. */
export const runVerifier = async (where: string, print: (line: string) => void): Promise<0 | 1> => {
  const source = /^https?:\/\//.test(where) ? addressSource(where) : folderSource(where);
  try {
    const report = await verifyDraw(nodeCrypto, source);
    for (const line of reportLines(report)) print(line);
    return hasFailed(report) ? 1 : 0;
  } catch (error) {
    print(`FAIL: cannot read ${where}: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
};
