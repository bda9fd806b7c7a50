import { STAGE_IDS, type StageId } from './stages.ts';

/** What a run of many kills comes to; added to as it goes. */
export interface Tally {
  years: number;
  sentAgain: number;
  readonly kills: StageId[];
  /** Of each cycle, whole seconds and parts. */
  readonly seconds: number[];
  readonly readyMs: number[];
  readonly lost: string[];
  readonly doubled: string[];
  readonly different: string[];
  /** Years that did not come to their end, and why. */
  readonly stuck: string[];
}

/** All zero. */
export const tally = (): Tally => ({ years: 0, sentAgain: 0, kills: [], seconds: [], readyMs: [], lost: [], doubled: [], different: [], stuck: [] });

/** The end of a run, for people. */
export const tallyText = ({ years, sentAgain, kills, seconds, readyMs, lost, doubled, different, stuck }: Tally): string =>
  [
    '终止时正在 what was being done at the kill',
    ...STAGE_IDS.map((id) => `  ${id.padEnd(12)} ${String(kills.filter((at) => at === id).length).padStart(4)}`),
    `从终止到可用 crash to ready: median ${Math.round(share(readyMs, 0.5))} ms, p95 ${Math.round(share(readyMs, 0.95))} ms; a cycle: median ${share(seconds, 0.5).toFixed(1)} s, p95 ${share(seconds, 0.95).toFixed(1)} s`,
    `渠道重复收到 results a channel was sent again under their key, and holds once: ${sentAgain}`,
    `${kills.length} cycles, ${lost.length} acknowledged writes lost, ${doubled.length} steps doubled in effect, ${different.length} differences from ${years} years nobody killed, ${stuck.length} years not played to their end`,
  ].join('\n');

/** The value below which that share of `values` lies; 0 of none. */
const share = (values: readonly number[], part: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
