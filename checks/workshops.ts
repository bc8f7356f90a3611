import type { Workshop } from "./engine/workshop";
import { workshop as quality } from "./quality/workshop";

/** All workshops, in the order in which they are best taken. Where no slug is given, the first one is meant. */
export const workshops: readonly [Workshop, ...Workshop[]] = [quality];

/**
 * The workshop of a slug.
 *
 * @throws Error Where there is none.
 */
export function workshopOf(slug: string): Workshop {
  const found = workshops.find(({ names }) => names.slug === slug);
  if (found === undefined) {
    throw new Error(`There is no workshop ${slug}. There are: ${workshops.map(({ names }) => names.slug).join(", ")}.`);
  }
  return found;
}
