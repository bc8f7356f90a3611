/** Groups in the order of their keys. */
export function groups<Item>(items: readonly Item[], key: (item: Item) => string): [string, Item[]][] {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}
