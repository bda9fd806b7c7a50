/** Visits that the same people may make, told as numbers: `visits` of them, each with `seats` seats. */
export type VisitGroup = { readonly visits: number; readonly seats: number };

/** One who may sit in visits of these groups, by their places, and in so many visits at most. */
export type Helper = { readonly groups: readonly number[]; readonly cap: number };

/** [BY-4] Groups that ask together for more than all can give: `seats` of theirs, `usable` by `officers`, `short` the difference. */
export type JointShortage = {
  readonly groups: readonly number[];
  readonly visits: number;
  readonly seats: number;
  readonly officers: number;
  readonly usable: number;
  readonly short: number;
};

/**
 * The groups that are short when all visits come together, or null if every seat could be filled. Nobody sits twice in one visit. It is a maximum
 * flow from groups to people; those still reachable afterwards ask for more than can be had, and what lacks is what the flow left over.
 */
export const jointShortage = (groups: readonly VisitGroup[], helpers: readonly Helper[]): JointShortage | null => {
  const kinds = alike(helpers);
  const network = openNetwork(2 + groups.length + kinds.length);
  const [source, sink] = [0, 1];
  const groupAt = (place: number): number => 2 + place;
  const kindAt = (place: number): number => 2 + groups.length + place;
  for (const [place, { visits, seats }] of groups.entries()) network.join(source, groupAt(place), visits * seats);
  for (const [place, { groups: wanted, cap, count }] of kinds.entries()) {
    for (const group of wanted) network.join(groupAt(group), kindAt(place), count * (groups[group]?.visits ?? 0));
    network.join(kindAt(place), sink, count * cap);
  }
  const short = groups.reduce((sum, { visits, seats }) => sum + visits * seats, 0) - network.fill(source, sink);
  if (short === 0) return null;
  const reached = network.reachable(source);
  return { ...figuresOf(groups, helpers, groups.flatMap((_, place) => (reached[groupAt(place)] === true ? [place] : []))) };
};

/** What these groups ask for and can have, whether it suffices or not. */
export const figuresOf = (groups: readonly VisitGroup[], helpers: readonly Helper[], chosen: readonly number[]): JointShortage => {
  const wanted = new Set(chosen);
  const sum = (of: (group: VisitGroup) => number): number => chosen.reduce((total, place) => total + (groups[place] === undefined ? 0 : of(groups[place])), 0);
  const shares = helpers.map(({ groups: own, cap }) => Math.min(cap, own.reduce((total, place) => total + (wanted.has(place) ? (groups[place]?.visits ?? 0) : 0), 0)));
  const usable = shares.reduce((total, share) => total + share, 0);
  const seats = sum((group) => group.visits * group.seats);
  return { groups: chosen, visits: sum(({ visits }) => visits), seats, officers: helpers.filter(({ groups: own }) => own.some((place) => wanted.has(place))).length, usable, short: Math.max(0, seats - usable) };
};

// People with the same groups and the same cap are told as one kind: whatever they can take together they can also take in equal parts.
const alike = (helpers: readonly Helper[]): readonly (Helper & { readonly count: number })[] =>
  [...Map.groupBy(helpers, ({ groups, cap }) => `${cap}:${groups.join()}`).values()].flatMap((same) => (same[0] === undefined ? [] : [{ ...same[0], count: same.length }]));

const openNetwork = (nodes: number) => {
  const heads: number[] = [];
  const room: number[] = [];
  const from: number[][] = Array.from({ length: nodes }, () => []);
  const layers = (source: number): number[] => {
    const layer = Array<number>(nodes).fill(-1);
    layer[source] = 0;
    for (const queue = [source]; queue.length > 0; ) {
      const node = queue.shift() ?? source;
      for (const edge of from[node] ?? []) {
        const next = heads[edge] ?? 0;
        if ((room[edge] ?? 0) === 0 || layer[next] !== -1) continue;
        layer[next] = (layer[node] ?? 0) + 1;
        queue.push(next);
      }
    }
    return layer;
  };
  const push = (node: number, sink: number, amount: number, layer: readonly number[], begun: number[]): number => {
    if (node === sink) return amount;
    const edges = from[node] ?? [];
    for (; (begun[node] ?? 0) < edges.length; begun[node] = (begun[node] ?? 0) + 1) {
      const edge = edges[begun[node] ?? 0] ?? 0;
      const next = heads[edge] ?? 0;
      if ((room[edge] ?? 0) === 0 || layer[next] !== (layer[node] ?? 0) + 1) continue;
      const pushed = push(next, sink, Math.min(amount, room[edge] ?? 0), layer, begun);
      if (pushed === 0) continue;
      room[edge] = (room[edge] ?? 0) - pushed;
      room[edge ^ 1] = (room[edge ^ 1] ?? 0) + pushed;
      return pushed;
    }
    return 0;
  };
  return {
    join: (a: number, b: number, capacity: number): void => {
      from[a]?.push(heads.push(b) - 1);
      room.push(capacity);
      from[b]?.push(heads.push(a) - 1);
      room.push(0);
    },
    fill: (source: number, sink: number): number => {
      let filled = 0;
      for (let layer = layers(source); layer[sink] !== -1; layer = layers(source)) {
        const begun = Array<number>(nodes).fill(0);
        for (let pushed = push(source, sink, Number.MAX_SAFE_INTEGER, layer, begun); pushed > 0; pushed = push(source, sink, Number.MAX_SAFE_INTEGER, layer, begun)) filled += pushed;
      }
      return filled;
    },
    reachable: (source: number): readonly boolean[] => layers(source).map((layer) => layer !== -1),
  };
};
