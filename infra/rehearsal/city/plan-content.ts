import { quantityIn, type PlannedInspection } from './plan.ts';

/** The nine fields of the plan (GY-9) as the department enters them, in a city of `targets` enterprises. */
export const contentOf = (planned: PlannedInspection, targets: number) => ({
  name: planned.name,
  items: [...planned.items],
  targets: { description: planned.description, frame: { status: ['001'], industries: [...planned.industries] } },
  methods: [...planned.methods],
  ratio: planned.ratio,
  quantity: quantityIn(planned, targets),
  leadDepartment: planned.lead,
  participatingDepartments: [...planned.participating],
  inspectionDate: { from: planned.day, to: planned.until },
  ...(planned.exceedance === undefined ? {} : { exceedance: { ...planned.exceedance } }),
});
