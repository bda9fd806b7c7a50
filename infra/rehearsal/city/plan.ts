import { EXPERT_FIELD } from './experts.ts';
import type { Enforcing } from './departments.ts';

/** What one department will propose for the year. `day` is the first day of the inspection date, `until` its last. */
export interface PlannedInspection {
  readonly id: string;
  readonly name: string;
  readonly lead: Enforcing;
  readonly participating: readonly Enforcing[];
  readonly items: readonly string[];
  readonly industries: readonly string[];
  readonly description: string;
  readonly methods: readonly ('on-site' | 'written' | 'network' | 'testing' | 'professional-body')[];
  /** Targets to draw in a city of 20,000; scaled with the city, one at least. */
  readonly quantity: number;
  readonly ratio: string;
  readonly day: string;
  readonly until: string;
  /** The specialty a department must send. */
  readonly specialty?: Readonly<Partial<Record<Enforcing, string>>>;
  /** Experts asked to help at each visit; they never count (NR-2). */
  readonly experts?: readonly { readonly field: string; readonly count: number }[];
  /** Its draw waits for the round of public randomness that is at hand (`recorded-round.ts`), on the day after its first. */
  readonly withBeacon?: true;
  /** Who is invited to watch its draw, and whether they come (GS-3). */
  readonly observers?: readonly { readonly id: string; readonly kind: 'deputy' | 'media' | 'discipline'; readonly name: string; readonly comes: boolean }[];
  /** Its visits are not announced: who was drawn stays sealed until this day (NR-9). */
  readonly openOn?: string;
  readonly exceedance?: { readonly ground: 'key-area'; readonly limitBp: number; readonly reason: string };
}

/** The ten entries of the rehearsed year. The two on H6210 share one directory, so the second is held to what the first left of the 5 %. */
export const PLAN: readonly PlannedInspection[] = [
  { id: 'sites', name: '2026年建筑工地质量安全抽查', lead: '04', participating: [], items: ['site-quality', 'site-safety'], industries: ['E4710'], description: '全市在建房屋建筑施工企业', methods: ['on-site'], quantity: 12, ratio: '3/500', day: '2026-03-02', until: '2026-04-30' },
  { id: 'supermarkets', name: '2026年超市食品安全与消防联合抽查', lead: '01', participating: ['08'], items: ['food-sales', 'price-marking', 'fire-safety'], industries: ['F5212'], description: '全市超级市场', methods: ['on-site'], quantity: 24, ratio: '3/250', day: '2026-03-16', until: '2026-05-29' },
  { id: 'restaurants', name: '2026年餐饮服务食品安全抽查', lead: '01', participating: [], items: ['catering', 'price-marking'], industries: ['H6210'], description: '全市餐饮服务单位', methods: ['on-site', 'testing'], quantity: 36, ratio: '9/1000', day: '2026-04-07', until: '2026-06-30', observers: [{ id: 'deputy-1', kind: 'deputy', name: '市人大代表', comes: true }, { id: 'press-1', kind: 'media', name: '市融媒体中心', comes: false }] },
  { id: 'pesticides', name: '2026年农药经营联合抽查', lead: '05', participating: ['01'], items: ['pesticide-sales', 'pesticide-label', 'annual-report'], industries: ['F5167'], description: '全市农药经营单位', methods: ['on-site'], quantity: 15, ratio: '3/400', day: '2026-04-20', until: '2026-06-30', withBeacon: true },
  { id: 'chemicals', name: '2026年化工企业环境与安全联合抽查', lead: '02', participating: ['03', '08'], items: ['pollution-permit', 'hazardous-waste', 'hazardous-chemicals', 'fire-chemicals'], industries: ['C2614'], description: '全市化工生产企业', methods: ['on-site', 'network'], quantity: 14, ratio: '3/50', day: '2026-05-11', until: '2026-07-31', exceedance: { ground: 'key-area', limitBp: 800, reason: '化工为安全生产重点领域，市政府要求提高抽查比例' } },
  { id: 'internet-cafes', name: '2026年上网服务营业场所联合抽查', lead: '06', participating: ['08', '01'], items: ['internet-cafe', 'fire-safety', 'annual-report'], industries: ['R9013'], description: '全市互联网上网服务营业场所', methods: ['on-site'], quantity: 12, ratio: '3/500', day: '2026-06-01', until: '2026-07-31', openOn: '2026-08-03' },
  { id: 'hotels', name: '2026年旅游饭店联合抽查', lead: '06', participating: ['07', '08'], items: ['tourist-hotel', 'public-hygiene', 'fire-hotel'], industries: ['H6110'], description: '全市旅游饭店', methods: ['on-site', 'written'], quantity: 12, ratio: '3/500', day: '2026-07-06', until: '2026-09-11' },
  { id: 'fuel-stations', name: '2026年加油站安全与计量联合抽查', lead: '03', participating: ['01'], items: ['fuel-station', 'special-equipment', 'fuel-measure'], industries: ['F5265'], description: '全市机动车燃油零售站点', methods: ['on-site', 'professional-body'], quantity: 12, ratio: '3/500', day: '2026-08-03', until: '2026-09-30', specialty: { '01': 'special-equipment' }, experts: [{ field: EXPERT_FIELD, count: 1 }] },
  { id: 'hospitals', name: '2026年医疗机构依法执业抽查', lead: '07', participating: [], items: ['hospital-practice', 'infection-control'], industries: ['Q8411'], description: '全市医疗机构', methods: ['on-site'], quantity: 12, ratio: '3/500', day: '2026-08-31', until: '2026-10-30' },
  { id: 'catering-hygiene', name: '2026年餐饮具消毒联合抽查', lead: '07', participating: ['01'], items: ['catering-hygiene', 'price-marking'], industries: ['H6210'], description: '全市餐饮服务单位', methods: ['on-site', 'testing'], quantity: 18, ratio: '9/2000', day: '2026-09-07', until: '2026-11-06' },
];

/** How many targets an entry draws in a city of `targets` enterprises. */
export const quantityIn = (planned: PlannedInspection, targets: number): number => Math.max(1, Math.round((planned.quantity * targets) / 20_000));
