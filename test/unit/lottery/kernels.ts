import type { TicketKernel, TreeKernel } from '../../../shared/kernel/hash.ts';
import { ticketModule, ticketsOf } from '../../../shared/lottery/kernel/kernel.ts';
import { eightLanes, MANY } from '../../../shared/lottery/providers/eight-lanes.ts';
import { fourLanes, treeKernel } from '../../../shared/lottery/providers/kernel.ts';
import { sha256 } from './example.ts';

/** The kernel for tickets that every engine with vectors plays. */
export const four = fourLanes(sha256, 1) as TicketKernel;
/** The kernel for trees. */
export const trees = treeKernel(sha256) as TreeKernel;

/** All kernels for tickets there are, by name. */
export const TICKETS: readonly (readonly [name: string, tickets: TicketKernel])[] = [
  ['four lanes', four],
  ['eight lanes', ticketsOf(new WebAssembly.Module(ticketModule(8)))],
  ['eight lanes as this engine plays them', eightLanes(sha256, MANY) as TicketKernel],
];
