/** Numbers in [0, 1) that are the same for the same seed (xorshift, 32 bits). The seed is not 0. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** As {@link seededRandom}, from the ninth number on: small seeds begin with small numbers. */
export function mixedRandom(seed: number): () => number {
  const random = seededRandom(seed);
  Array.from({ length: 8 }, random);
  return random;
}

/** A shuffled copy (Fisher and Yates). */
export function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}
