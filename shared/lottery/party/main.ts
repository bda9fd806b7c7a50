import { randomBytes } from 'node:crypto';
import { nodeCrypto } from '../providers/node.ts';
import { runParty } from './cli.ts';

// The stand-alone program of a participant: `node party.mjs NOTEBOOK COMMAND …`. It opens no connection.
process.exitCode = runParty(
  { crypto: nodeCrypto, random: () => randomBytes(32).toString('hex'), nowMs: () => Date.now(), print: (line) => console.log(line), tell: (line) => console.error(line) },
  process.argv.slice(2),
);
