import type { FlowEdge, FlowGraph } from './flow-graph.ts';

/** Where a state stands: `rank` counts rows from the top, `column` from the left. */
export interface Placed {
  readonly name: string;
  readonly type: string;
  readonly rank: number;
  readonly column: number;
}

/** A picture's plan. `back` are the ways that lead up again. */
export interface Layout {
  readonly placed: ReadonlyMap<string, Placed>;
  readonly ranks: number;
  readonly columns: number;
  readonly forward: readonly FlowEdge[];
  readonly back: readonly FlowEdge[];
}

/** Puts every state below all those that lead to it, apart from ways back. */
export const layoutOf = (graph: FlowGraph): Layout => {
  const back = backEdges(graph);
  const forward = graph.edges.filter((edge) => !back.has(edge));
  const ranks = rankStates(graph, forward);
  const columns = new Map<number, number>();
  const placed = new Map<string, Placed>();
  // What follows in the good case stands left, so that the ordinary way reads straight down.
  const isDetour = (name: string): number => Number(name !== graph.start && !graph.edges.some(({ to, kind }) => to === name && kind === 'next'));
  for (const { name, type } of graph.states.toSorted((a, b) => isDetour(a.name) - isDetour(b.name))) {
    const rank = ranks.get(name) ?? 0;
    const column = columns.get(rank) ?? 0;
    columns.set(rank, column + 1);
    placed.set(name, { name, type, rank, column });
  }
  return { placed, ranks: Math.max(...ranks.values(), 0) + 1, columns: Math.max(...columns.values(), 1), forward, back: [...back] };
};

const backEdges = (graph: FlowGraph): ReadonlySet<FlowEdge> => {
  const back = new Set<FlowEdge>();
  const done = new Set<string>();
  const visit = (name: string, path: ReadonlySet<string>): void => {
    if (done.has(name)) return;
    const along = new Set([...path, name]);
    for (const edge of graph.edges) {
      if (edge.from !== name) continue;
      if (along.has(edge.to)) back.add(edge);
      else visit(edge.to, along);
    }
    done.add(name);
  };
  visit(graph.start, new Set());
  for (const { name } of graph.states) visit(name, new Set());
  return back;
};

const rankStates = (graph: FlowGraph, forward: readonly FlowEdge[]): ReadonlyMap<string, number> => {
  const ranks = new Map<string, number>();
  const rankOf = (name: string): number => {
    const known = ranks.get(name);
    if (known !== undefined) return known;
    const above = forward.filter(({ to }) => to === name).map(({ from }) => rankOf(from) + 1);
    const rank = Math.max(0, ...above);
    ranks.set(name, rank);
    return rank;
  };
  for (const { name } of graph.states) rankOf(name);
  return ranks;
};
