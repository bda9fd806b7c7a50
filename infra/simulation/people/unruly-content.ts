import type { PlannedEntry } from './city-plan.ts';
import { contentOf } from './plan-content.ts';
import type { Scene } from './scene.ts';

type Content = ReturnType<typeof contentOf>;

const CLASSES = ['A', 'B', 'C', 'D'] as const;

/** Of a hundred entries of cities with rules of their own: so many that are drafted against them first. */
const UNRULY = 0.75;

/** What a department asks for in vain before what it plans, one after the other, where the city draws by class or with a floor (NR-8, DZ-3); undefined where it does not, or has tried it all. */
export const nextUnruly = async (scene: Scene, planned: PlannedEntry): Promise<Content | undefined> => {
  const { fate, memory } = scene;
  const contents = Object.entries(await unrulyContents(scene, planned));
  if (contents.length === 0 || !fate.strikes(`unruly ${planned.id}`, UNRULY, () => `asks against the rules of the city (${planned.id})`)) return undefined;
  return contents.find(([name]) => memory.once(`unruly ${planned.id} ${name}`))?.[1];
};

const unrulyContents = async (scene: Scene, planned: PlannedEntry): Promise<Readonly<Record<string, Content>>> => {
  const { city: { rules, targets } } = scene;
  if (rules === undefined) return {};
  const needy = await needyBeside(scene, planned);
  return {
    ...(rules.byClass ? { whole: wholeTooMuch(planned), quantity: { ...withEveryClass(planned), quantity: 2 } } : {}),
    ...(rules.byClass && needy !== undefined ? { needy: { ...withEveryClass(planned), targets: contentOf(needy).targets } } : {}),
    ...(rules.isBounded ? { bounds: outsideBounds(planned) } : {}),
    // Only a floor of two or more has something below it.
    ...(targets.length * rules.floorBp > 10_000 ? { floor: underFloor(planned) } : {}),
  };
};

/** The same with all of every class, under a cap of less than the whole directory. */
export const withEveryClass = (planned: PlannedEntry): Content => {
  const content = contentOf(planned);
  return { ...content, quantity: null, classes: CLASSES.map((code) => ({ code, ratio: '1/1', mandatory: false })), exceedance: { ...content.exceedance, limitBp: 9000 } };
};

/** Within the bounds of every class, and half of the directory at least is to stay whole under a cap of less than a third. */
const wholeTooMuch = (planned: PlannedEntry): Content => {
  const content = contentOf(planned);
  return { ...content, quantity: null, classes: CLASSES.map((code) => ({ code, ratio: code === 'A' ? '1/2' : '1/1', mandatory: true })), exceedance: { ...content.exceedance, limitBp: 3000 } };
};

const outsideBounds = (planned: PlannedEntry): Content => ({ ...contentOf(planned), quantity: null, classes: [{ code: 'D', ratio: '1/4', mandatory: true }] });

const underFloor = (planned: PlannedEntry): Content => {
  const { classes: _none, ...content } = contentOf(planned);
  return { ...content, quantity: 1 };
};

/** Another entry with a class that must stay whole, which lies before the conference; in January it might be returned before this one comes. */
const needyBeside = async ({ city, now, truth }: Scene, planned: PlannedEntry): Promise<PlannedEntry | undefined> => {
  if (now() >= `${city.year}-01-01`) return undefined;
  const submitted = new Set((await truth.proposals()).filter(({ stage }) => stage === 'submitted').map(({ content }) => content.name));
  return city.plan.find(({ id, name, classes }) => id !== planned.id && classes !== undefined && submitted.has(name));
};
