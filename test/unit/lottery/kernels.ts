import type { BlockHasher } from '../../../shared/kernel/hash.ts';
import { eightTicketsModule, ticketsOf } from '../../../shared/lottery/kernel/kernel.ts';
import { eightLanes, MANY } from '../../../shared/lottery/providers/eight-lanes.ts';
import { fourLanes } from '../../../shared/lottery/providers/kernel.ts';
import { sha256 } from './example.ts';

/** The kernel that every engine with vectors plays. */
export const four = fourLanes(sha256, 1) as BlockHasher;

/** All kernels there are, by name. */
export const KERNELS: readonly (readonly [name: string, block: BlockHasher])[] = [
  ['four lanes', four],
  ['eight lanes for tickets', { ...four, ticketPrefixes: ticketsOf(new WebAssembly.Module(eightTicketsModule())) }],
  ['eight lanes as this engine plays them', eightLanes(sha256, MANY) as BlockHasher],
];
