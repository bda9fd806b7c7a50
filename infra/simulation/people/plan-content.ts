import type { PlannedEntry } from './city-plan.ts';

/** The nine fields of the plan (GY-9) as the department enters them. */
export const contentOf = (planned: PlannedEntry) => ({
  name: planned.name,
  items: [...planned.items],
  targets: { description: '全市在业市场主体', frame: { status: ['001'], ...(planned.regions === undefined ? {} : { regions: [...planned.regions] }) } },
  methods: ['on-site', 'testing'] as ('on-site' | 'testing')[],
  ratio: planned.ratio,
  quantity: planned.quantity,
  ...(planned.classes === undefined ? {} : { classes: planned.classes.map((each) => ({ ...each })) }),
  leadDepartment: planned.lead,
  participatingDepartments: [...planned.participating],
  inspectionDate: { from: planned.from as string, to: planned.to as string },
  exceedance: { ground: 'key-area', limitBp: planned.limitBp, reason: '名录库规模小，市政府要求提高抽查比例' },
  ...(planned.uncounted === undefined ? {} : { uncounted: { kind: planned.uncounted, reason: '省级主管部门交办' } }),
  ...(planned.coordination === undefined ? {} : { coordination: planned.coordination }),
});

/** The same for a directory of its own, which has `size` enterprises and a cap of no whole number, with one enterprise more than the cap rounded down (GY-13). */
export const oneTooMany = (planned: PlannedEntry, size: number) => {
  const content = contentOf(planned);
  // Another directory by its text, so that no other entry has a share in its cap.
  const targets = { ...content.targets, frame: { status: ['001'], regions: ['51'] } };
  const limitBp = [planned.limitBp, planned.limitBp - 100].find((bp) => (size * bp) % 10_000 !== 0) ?? planned.limitBp;
  return { ...content, targets, quantity: Math.floor((size * limitBp) / 10_000) + 1, exceedance: { ...content.exceedance, limitBp } };
};

/** The same, with more than the twentieth of the directory and no ground for it (GY-13). */
export const tooMuchOf = (planned: PlannedEntry) => {
  const { exceedance: _none, ...content } = contentOf(planned);
  return { ...content, ratio: '1/2', quantity: null };
};
