import type { Json, JsonObject } from '../../states/types.ts';

/** A way from one state to another; `catch` if it is taken on an error. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'catch';
}

/** The states of a definition's outermost level, from its start on, and the ways between them. */
export interface FlowGraph {
  readonly start: string;
  readonly states: readonly { readonly name: string; readonly type: string }[];
  readonly edges: readonly FlowEdge[];
}

/** Reads a definition (JSON text). States inside Map and Parallel belong to those. */
export const flowGraph = (definition: string): FlowGraph => {
  const { StartAt, States } = JSON.parse(definition) as { readonly StartAt: string; readonly States: Readonly<Record<string, JsonObject>> };
  return {
    start: StartAt,
    states: Object.entries(States).map(([name, state]) => ({ name, type: String(state['Type']) })),
    edges: Object.entries(States).flatMap(([name, state]) => unique(edgesFrom(name, state))),
  };
};

const edgesFrom = (from: string, state: JsonObject): readonly FlowEdge[] => {
  const next = [state['Next'], state['Default'], ...list(state['Choices']).map(({ Next }) => Next)];
  const caught = list(state['Catch']).map(({ Next }) => Next);
  return [...next.flatMap((to) => edge(from, to, 'next')), ...caught.flatMap((to) => edge(from, to, 'catch'))];
};

const edge = (from: string, to: Json | undefined, kind: FlowEdge['kind']): readonly FlowEdge[] => (typeof to === 'string' ? [{ from, to, kind }] : []);

const list = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? (value as readonly JsonObject[]) : []);

/** The step that a state is a part of: what stands before `: ` in its name (`AwaitScheme: look` belongs to `AwaitScheme`), else the state itself. */
export const stepOf = (state: string): string => state.split(': ')[0] ?? state;

/** The same flow with the parts of each step drawn as one. A step's type is that of the state that bears its name, else of its first part. */
export const bySteps = (graph: FlowGraph): FlowGraph => {
  const members = Map.groupBy(graph.states, ({ name }) => stepOf(name));
  return {
    start: stepOf(graph.start),
    states: [...members].map(([name, parts]) => ({ name, type: (parts.find((part) => part.name === name) ?? parts[0])?.type ?? 'Pass' })),
    edges: uniqueWays(graph.edges.map(({ from, to, kind }) => ({ from: stepOf(from), to: stepOf(to), kind })).filter(({ from, to }) => from !== to)),
  };
};

const uniqueWays = (edges: readonly FlowEdge[]): readonly FlowEdge[] => [...new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge])).values()];

const unique = (edges: readonly FlowEdge[]): readonly FlowEdge[] => edges.filter(({ to }, index) => edges.findIndex((other) => other.to === to) === index);
