import { instant } from '../../../shared/kernel/instant.ts';

/** A round of drand's quicknet as the network published it, and when: the rehearsed year asks no network, and nobody could make up such a signature. */
export const RECORDED_ROUND = {
  type: 'drand-quicknet',
  round: 27_985_651,
  signature: 'b3548e49211c5285c23420d01f4be07ef60d55680f1d609191524aa3e4089360ad869393f6a7b28451617e3acbf0c58f',
} as const;

export const RECORDED_AT = instant('2026-04-21T16:31:57+08:00');
