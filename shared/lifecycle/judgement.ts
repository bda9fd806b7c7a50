import type { Instant } from '../kernel/instant.ts';

/**
 * What the record says of a wait at one moment. `outcome` goes into the workflow. While it is open: `from` names the addressees it
 * waits for, `due` is when it should be over (null: no clock runs), `provisional` if a holiday notice may yet change it, `remindAt` and
 * `escalateTo` say who hears of it when.
 */
export type Judgement =
  | { readonly decided: true; readonly outcome: string }
  | {
      readonly decided: false;
      readonly from: readonly string[];
      readonly due: Instant | null;
      readonly provisional?: true;
      readonly remindAt: readonly Instant[];
      readonly escalateTo: readonly string[];
    };

/** A wait that is over. */
export const decided = (outcome = 'done'): Judgement => ({ decided: true, outcome });

/** A wait that goes on; without reminders and escalations unless given. */
export const open = (state: { readonly from: readonly string[]; readonly due: Instant | null; readonly provisional?: true; readonly remindAt?: readonly Instant[]; readonly escalateTo?: readonly string[] }): Judgement => ({
  decided: false,
  remindAt: [],
  escalateTo: [],
  ...state,
});
