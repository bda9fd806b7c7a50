import { nodeCrypto } from '../providers/node.ts';
import { addressSource } from './address.ts';
import { folderSource } from './folder.ts';
import type { Source } from './published.ts';
import { hasFailed, reportLines } from './report.ts';
import { verifyDraw } from './verify.ts';

const sourceOf = (where: string): Source => (/^https?:\/\//.test(where) ? addressSource(where) : folderSource(where));

/**
 * Verifies the draw at the first of `places`, a folder or an http address; further ones are the year's earlier draws that its manifest
 * counts. Prints the report line by line. Resolves with the exit status, 0 or 1.
 */
export const runVerifier = async (places: readonly [string, ...string[]], print: (line: string) => void): Promise<0 | 1> => {
  const [where, ...counted] = places;
  try {
    const report = await verifyDraw(nodeCrypto, sourceOf(where), counted.map(sourceOf));
    for (const line of reportLines(report)) print(line);
    return hasFailed(report) ? 1 : 0;
  } catch (error) {
    print(`FAIL: cannot read ${where}: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
};
