import type { Beacon } from '../../shared/lottery/types.ts';

const TYPE = 'drand-quicknet';

/** Rounds that the quicknet network of drand published, as it signed them: of its first day (23 August 2023), of September 2023, of 21 April 2026. */
export const RECORDED = [
  { type: TYPE, round: 1000, output: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd', signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39' },
  { type: TYPE, round: 1001, output: 'b0a591ad1b9002cfc372ac6e30abd3da8d3088d4caae026961743474fb94235f', signature: 'b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41' },
  { type: TYPE, round: 657_413, output: 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587', signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b' },
  { type: TYPE, round: 27_985_651, output: 'df752f5018a2f5a7eb7923a842af8a4364d15902cf8e86f258263e4f52dc51e1', signature: 'b3548e49211c5285c23420d01f4be07ef60d55680f1d609191524aa3e4089360ad869393f6a7b28451617e3acbf0c58f' },
] as const satisfies readonly Beacon[];

/** The one of April 2026, and when it came into being. */
export const IN_APRIL: Beacon = RECORDED[3];
export const IN_APRIL_AT = '2026-04-21T16:31:57+08:00';
