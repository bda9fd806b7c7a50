import type { Frame } from './manifest.ts';
import { isDay } from './shapes.ts';

export interface Row {
  readonly line: string;
  readonly id: string;
  readonly region: string;
  readonly industry: string;
  readonly stratum: string;
  readonly inspected: string;
  readonly tags: bigint;
  readonly status: string;
}

const ROW = /^([0-9A-HJ-NPQRTUWXY]{18}),([0-9]{6}),([A-T][0-9]{4}),([A-Z]),([0-9]{8}),([0-9a-f]{16}),([0-9]{3})\n$/;
const STATUS: readonly string[] = ['001', '002', '003', '004', '005', '006'];

/** One row of section 1; throws on anything else. */
export function readRow(line: string): Row {
  const [, id = '', region = '', industry = '', stratum = '', inspected = '', tags = '', status = ''] = ROW.exec(line) ?? [];
  if (id === '') throw new Error(`no row: ${JSON.stringify(line)}`);
  if (inspected !== '00000000' && !isDay(inspected)) throw new Error(`row ${id}: ${inspected} is no day`);
  if (!STATUS.includes(status)) throw new Error(`row ${id}: status ${status}`);
  return { line, id, region, industry, stratum, inspected, tags: BigInt(`0x${tags}`), status };
}

/** Whether all predicates of the frame hold; `aside` leaves out the one about the last inspection, as the base of the cap wants it. */
export function inFrame(frame: Frame, row: Row, aside?: 'inspectedBefore'): boolean {
  const all = BigInt(`0x${frame.tagsAll ?? '0'}`);
  const none = BigInt(`0x${frame.tagsNone ?? '0'}`);
  const isOld = frame.inspectedBefore === undefined || aside !== undefined || row.inspected === '00000000' || row.inspected < frame.inspectedBefore;
  return (
    (frame.status?.includes(row.status) ?? true) &&
    (frame.regions?.some((prefix) => row.region.startsWith(prefix)) ?? true) &&
    (frame.industries?.some((prefix) => row.industry.startsWith(prefix)) ?? true) &&
    (row.tags & all) === all &&
    (row.tags & none) === 0n &&
    isOld
  );
}
