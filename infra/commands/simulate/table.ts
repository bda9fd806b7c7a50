/** Counts as a table in groups: what stands before the colon is the group. */
export const tableOf = (counts: Readonly<Record<string, number>>): readonly string[] => {
  const groups = Map.groupBy(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)), ([name]) => name.split(': ', 1)[0] ?? name);
  return [...groups].flatMap(([group, rows]) => {
    const own = rows.map(([name, times]) => [name === group ? 'all' : name.slice(group.length + 2), times] as const);
    return ['', group, ...own.sort(([, a], [, b]) => b - a).map(([name, times]) => `${String(times).padStart(9)}  ${name}`)];
  });
};
