import { addSeconds, dateOf, type Instant } from '../../kernel/instant.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { PlanEntry } from '../../plan/entry.ts';
import type { Scheme } from '../../plan/scheme.ts';
import type { Profile } from '../../profile/profile.ts';
import { AT_LEAST_S } from '../record/ceremony-times.ts';

/** What a scheme is held against. `finishBy`: the last day of the year's inspections, or the entry's special time (GY-17). */
export interface SchemeGround {
  readonly entry: PlanEntry;
  readonly profile: Profile;
  readonly finishBy: LocalDate;
  readonly now: Instant;
  /** The last day on which a sealed draw may open: results must be entered by then. Not asked where nothing is sealed. */
  readonly openBy?: LocalDate;
}

type Fault = { readonly pointer: string; readonly detail: string };

/** Holds a scheme against the plan entry and the profile: all faults at once, as `scheme-invalid` (GY-11, GY-12, NR-2). */
export const checkScheme = (scheme: Scheme, ground: SchemeGround): Result<Scheme, Refusal<'scheme-invalid'>> => {
  const errors = [...visitFaults(scheme, ground), ...departmentFaults(scheme, ground), ...ceremonyFaults(scheme, ground), ...expertFaults(scheme)];
  return errors.length === 0 ? ok(scheme) : refuse('scheme-invalid', { errors });
};

const visitFaults = ({ visit, ceremony, sealed }: Scheme, { entry, finishBy, openBy }: SchemeGround): Fault[] => [
  ...fault(visit.from > visit.to, '/visit/to', '检查结束日期早于开始日期'),
  ...fault(visit.from < entry.inspectionDate.from, '/visit/from', `早于计划的检查时间 ${entry.inspectionDate.from}`),
  ...fault(visit.to > entry.inspectionDate.to, '/visit/to', `晚于计划的检查时间 ${entry.inspectionDate.to}`),
  ...fault(sealed !== undefined && sealed.openOn <= visit.to, '/sealed/openOn', '须在检查结束日期之后公开（NR-9）'),
  ...fault(sealed !== undefined && openBy !== undefined && sealed.openOn > openBy, '/sealed/openOn', `晚于检查结束后的结果录入时限 ${openBy ?? ''}（GY-19）`),
  ...fault(visit.to > finishBy, '/visit/to', `晚于全年检查完成时限 ${finishBy}（GY-17）`),
  ...fault(dateOf(ceremony.beacon?.at ?? ceremony.revealBy) > visit.to, ceremony.beacon === undefined ? '/ceremony/revealBy' : '/ceremony/beacon/at', '抽取晚于检查结束日期'),
];

const departmentFaults = ({ departments }: Scheme, { entry, profile }: SchemeGround): Fault[] => {
  const codes = departments.map(({ code }) => code);
  const planned = [entry.leadDepartment, ...entry.participatingDepartments];
  return [
    ...fault(new Set(codes).size !== codes.length, '/departments', '部门重复'),
    ...planned.filter((code) => !codes.includes(code)).map((code) => ({ pointer: '/departments', detail: `缺少计划中的部门 ${code}` })),
    ...codes.flatMap((code, i) => fault(!planned.includes(code), `/departments/${i}/code`, `${code} 不是计划中的部门`)),
    ...departments.flatMap(({ seats }, i) =>
      fault(seats < profile.draw.seats.minimum, `/departments/${i}/seats`, `每次检查每部门不得少于 ${profile.draw.seats.minimum} 人（NR-2）`)),
  ];
};

const ceremonyFaults = ({ ceremony, observers = [] }: Scheme, { profile, now }: SchemeGround): Fault[] => {
  const { participants, commitBy, revealBy, beacon } = ceremony;
  const count = (role: string): number => participants.filter((one) => one.role === role).length;
  const at = '/ceremony/participants';
  return [
    ...fault(participants.length < profile.ceremony.participantsMinimum, at, `参与方不得少于 ${profile.ceremony.participantsMinimum} 个（GY-12）`),
    ...fault(count('lead') !== 1, at, '牵头部门须有且只有一个参与方'),
    ...fault(count('office') !== 1, at, '联席会议办公室须有且只有一个参与方'),
    ...fault(count('witness') < 1, at, '至少须有一个外部见证方（GY-12）'),
    ...fault(hasRepeats(participants.map(({ id }) => id)), at, '参与方标识重复'),
    ...fault(hasRepeats([...participants, ...observers].map(({ id }) => id)) && !hasRepeats(participants.map(({ id }) => id)), '/observers', '受邀见证人标识重复'),
    ...fault(hasRepeats(participants.map(({ key }) => key)), at, '参与方公钥重复'),
    ...fault(commitBy <= now, '/ceremony/commitBy', '承诺截止时间须在将来'),
    ...fault(revealBy <= commitBy, '/ceremony/revealBy', '揭示截止时间须晚于承诺截止时间'),
    // The revealers sign what was revealed between the two; after the round exists their signatures would prove nothing.
    ...fault(beacon !== undefined && beacon.at < addSeconds(revealBy, AT_LEAST_S), '/ceremony/beacon/at', '信标轮次须比揭示截止时间至少晚一小时（BY-1）'),
  ];
};

const expertFaults = ({ experts = [] }: Scheme): Fault[] => fault(hasRepeats(experts.map(({ field }) => field)), '/experts', '同一专业领域的专家重复');

const hasRepeats = (values: readonly string[]): boolean => new Set(values).size !== values.length;
const fault = (isWrong: boolean, pointer: string, detail: string): Fault[] => (isWrong ? [{ pointer, detail }] : []);
