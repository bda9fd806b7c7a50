import type { DrawCrypto, Suite } from '../../kernel/hash.ts';
import { eightLanes } from '../../lottery/providers/eight-lanes.ts';
import { withKernel } from '../../lottery/providers/kernel.ts';
import { nodeCrypto } from '../../lottery/providers/node.ts';

/** The suite of this system's draws. */
export const SUITE: Suite = 'SHA-256';

/** Hashes and signatures of the draws. */
export const crypto: DrawCrypto = withKernel(nodeCrypto, eightLanes);

/** The hash of the draws. */
export const hasher = crypto.hasher(SUITE);
