import { html, type Html } from '../html.ts';
import type { FlowEdge, FlowGraph } from './flow-graph.ts';
import { layoutOf, type Layout, type Placed } from './layout.ts';

/** How a state stands in an execution. */
export type Standing = 'done' | 'current' | 'failed' | 'unreached';

const SIGN = { done: '✓', current: '●', failed: '✗', unreached: '○' } as const satisfies Record<Standing, string>;
const NODE = { width: 230, height: 34, gapX: 36, gapY: 26, margin: 60 } as const;

/** The flow as an SVG, each state marked with its standing by sign and outline. `label` describes it to those who cannot see it. */
export const picture = (graph: FlowGraph, standingOf: (state: string) => Standing, label: string): Html => {
  const layout = layoutOf(graph);
  const width = layout.columns * (NODE.width + NODE.gapX) + 2 * NODE.margin;
  const height = layout.ranks * (NODE.height + NODE.gapY) + NODE.gapY;
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>
${layout.forward.map((edge) => edgePath(edge, layout, false))}${layout.back.map((edge) => edgePath(edge, layout, true))}
${[...layout.placed.values()].map((node) => box(node, standingOf(node.name)))}</svg>`;
};

const left = ({ column }: Placed): number => NODE.margin + column * (NODE.width + NODE.gapX);
const top = ({ rank }: Placed): number => NODE.gapY / 2 + rank * (NODE.height + NODE.gapY);

const box = (node: Placed, standing: Standing): Html => html`<g class="${standing}"><title>${node.name} (${node.type})</title>
<rect class="node" x="${left(node)}" y="${top(node)}" width="${NODE.width}" height="${NODE.height}" rx="${node.type === 'Choice' ? 16 : 6}"/>
<text x="${left(node) + 10}" y="${top(node) + 22}">${SIGN[standing]} ${shorten(node.name)}</text></g>`;

const edgePath = ({ from, to, kind }: FlowEdge, { placed }: Layout, isBack: boolean): Html | null => {
  const [start, end] = [placed.get(from), placed.get(to)];
  if (start === undefined || end === undefined) return null;
  const isFar = Math.abs(end.rank - start.rank) > 3;
  return html`<path class="edge ${kind}${isFar && ' far'}" marker-end="url(#arrow)" d="${isBack || end.rank - start.rank > 1 ? aroundPath(start, end, isBack) : straightPath(start, end)}"/>`;
};

const straightPath = (start: Placed, end: Placed): string => {
  const [x1, y1, x2, y2] = [left(start) + NODE.width / 2, top(start) + NODE.height, left(end) + NODE.width / 2, top(end)];
  return `M${x1} ${y1}C${x1} ${y1 + 14} ${x2} ${y2 - 14} ${x2} ${y2}`;
};

/** Ways over several rows run beside the boxes: down on the right, back up on the left. */
const aroundPath = (start: Placed, end: Placed, isBack: boolean): string => {
  const side = isBack ? 0 : NODE.width;
  const [x1, y1, x2, y2] = [left(start) + side, top(start) + NODE.height / 2, left(end) + side, top(end) + NODE.height / 2];
  const bulge = Math.min(14 + Math.abs(end.rank - start.rank) * 5, NODE.margin - 6) * (isBack ? -1 : 1);
  const edge = isBack ? Math.min(x1, x2) + bulge : Math.max(x1, x2) + bulge;
  return `M${x1} ${y1}C${edge} ${y1} ${edge} ${y2} ${x2} ${y2}`;
};

const WIDEST = 26;

/** Chinese characters take twice the width of Latin ones. */
const shorten = (name: string): string => {
  let width = 0;
  for (const [index, character] of [...name].entries()) {
    width += character > '\u2e80' ? 2 : 1;
    if (width > WIDEST) return `${[...name].slice(0, index).join('')}…`;
  }
  return name;
};
