/** What an address of the portal asks for. */
export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'style' }
  | { readonly kind: 'plan'; readonly year: number }
  | { readonly kind: 'draws' }
  | { readonly kind: 'draw'; readonly planId: string; readonly drawNo: number }
  | { readonly kind: 'verify-draw'; readonly planId: string; readonly drawNo: number }
  | { readonly kind: 'why'; readonly planId: string; readonly drawNo: number; readonly code: string }
  | { readonly kind: 'script' }
  | { readonly kind: 'results' }
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'result'; readonly batchId: string; readonly targetId: string }
  | { readonly kind: 'lookup' }
  | { readonly kind: 'verify' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'file'; readonly key: string; readonly name: string }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'unknown' };

/** A route, and whether `.json` at its end asks for data instead of a page. */
export interface Asked {
  readonly route: Route;
  readonly asJson: boolean;
}

const ID = '[A-Za-z0-9-]{1,64}';
const CODE = '[0-9A-HJ-NPQRTUWXY]{18}';
// Exactly what is published: a name that begins with a letter or digit and holds no second dot in a row cannot leave its folder.
const FILE = '[A-Za-z0-9][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9]+)+';

const PAGES: readonly (readonly [RegExp, (parts: readonly string[]) => Route])[] = [
  [/^\/(?:public\/?)?$/, () => ({ kind: 'home' })],
  [/^\/public\/portal\.css$/, () => ({ kind: 'style' })],
  [/^\/public\/verify\.js$/, () => ({ kind: 'script' })],
  [/^\/public\/plans\/(\d{4})\/?$/, ([year = '']) => ({ kind: 'plan', year: Number(year) })],
  [/^\/public\/draws\/?$/, () => ({ kind: 'draws' })],
  [new RegExp(`^/public/draws/(${ID})/([1-9]\\d{0,3})$`), ([planId, drawNo]) => ({ kind: 'moved', to: `/public/draws/${planId}/${drawNo}/` })],
  [new RegExp(`^/public/draws/(${ID})/([1-9]\\d{0,3})/$`), ([planId = '', drawNo]) => ({ kind: 'draw', planId, drawNo: Number(drawNo) })],
  [new RegExp(`^/public/draws/(${ID})/([1-9]\\d{0,3})/(verify|why)$`), ([planId, drawNo, page]) => ({ kind: 'moved', to: `/public/draws/${planId}/${drawNo}/${page}/` })],
  [new RegExp(`^/public/draws/(${ID})/([1-9]\\d{0,3})/verify/$`), ([planId = '', drawNo]) => ({ kind: 'verify-draw', planId, drawNo: Number(drawNo) })],
  [new RegExp(`^/public/draws/(${ID})/([1-9]\\d{0,3})/why/(${CODE})?$`), ([planId = '', drawNo, code = '']) => ({ kind: 'why', planId, drawNo: Number(drawNo), code })],
  [new RegExp(`^/public/draws/(${ID})/([1-9]\\d{0,3})/(${FILE})$`), ([planId, drawNo, name = '']) => ({ kind: 'file', key: `draws/${planId}/${drawNo}/${name}`, name })],
  [/^\/public\/results\/?$/, () => ({ kind: 'results' })],
  [new RegExp(`^/public/results/(${ID})$`), ([batchId]) => ({ kind: 'moved', to: `/public/results/${batchId}/` })],
  [new RegExp(`^/public/results/(${ID})/$`), ([batchId = '']) => ({ kind: 'batch', batchId })],
  [new RegExp(`^/public/results/(${ID})/(results\\.json|notice\\.html)$`), ([batchId, name = '']) => ({ kind: 'file', key: `results/${batchId}/${name}`, name })],
  [new RegExp(`^/public/results/(${ID})/(${CODE})$`), ([batchId = '', targetId = '']) => ({ kind: 'result', batchId, targetId })],
  [/^\/public\/lookup$/, () => ({ kind: 'lookup' })],
  [/^\/public\/verify$/, () => ({ kind: 'verify' })],
  [/^\/public\/audit$/, () => ({ kind: 'moved', to: '/public/audit/' })],
  [/^\/public\/audit\/$/, () => ({ kind: 'audit' })],
  [/^\/public\/(audit\/checkpoints\/(\d{4}-\d{2}-\d{2}\.json))$/, ([key = '', name = '']) => ({ kind: 'file', key, name })],
  [/^\/public\/(audit\/heads\/([0-9a-f]{64}\.txt))$/, ([key = '', name = '']) => ({ kind: 'file', key, name })],
];

/** Reads an address. `index.json` in a folder, and `.json` after a page's own address, are the page's data. Whatever is not one of the known forms is unknown. */
export const routeOf = (path: string): Asked => {
  if (path.endsWith('/index.json')) return { route: match(path.slice(0, -'index.json'.length)), asJson: true };
  const route = match(path);
  if (route.kind !== 'unknown' || !path.endsWith('.json')) return { route, asJson: false };
  const page = match(path.slice(0, -'.json'.length));
  return { route: page.kind === 'moved' ? match(page.to) : page, asJson: true };
};

const match = (path: string): Route => {
  for (const [pattern, toRoute] of PAGES) {
    const parts = pattern.exec(path);
    if (parts !== null) return toRoute(parts.slice(1));
  }
  return { kind: 'unknown' };
};
