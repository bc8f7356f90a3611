/** Groups in the order of their keys. */
export function groups<Item>(items: readonly Item[], key: (item: Item) => string): [string, Item[]][] {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const name = key(item);
    const group = found.get(name);
    if (group === undefined) {
      found.set(name, [item]);
    } else {
      group.push(item);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}
